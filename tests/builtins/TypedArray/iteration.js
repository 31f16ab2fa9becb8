const buffer = new ArrayBuffer(4, { maxByteLength: 8 });
const array = new Uint8Array(buffer);
let steps = 0;
for (const x of array) if (++steps === 2) buffer.resize(8);
console.log(steps, [...array.entries()].length, Array.from(array.keys()).join()); // expect: 8 8 0,1,2,3,4,5,6,7
const fixed = new Uint8Array(buffer, 4, 2).values();
fixed.next();
buffer.resize(5);
try {
  fixed.next();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
console.log([].concat(array, [1]).length, Array.prototype.concat.call([], ...array).length, Math.max(...new Float64Array([1, 5, 3]))); // expect: 2 5 5
