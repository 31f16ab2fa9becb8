const shared = new SharedArrayBuffer(2, { maxByteLength: 6 });
const view = new Uint16Array(shared);
shared.grow(6);
view[2] = 7;
console.log(shared.growable, shared.byteLength, view.join()); // expect: true 6 0,0,7
const clone = structuredClone(shared);
new Uint16Array(clone)[0] = 5;
console.log(view[0], clone !== shared, clone.growable); // expect: 5 true true
try {
  shared.grow(4);
} catch (error) {
  console.log(error.name); // expect: RangeError
}
