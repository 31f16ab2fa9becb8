const buffer = new ArrayBuffer(4, { maxByteLength: 8 });
const tracking = new Uint8Array(buffer), fixed = new Uint8Array(buffer, 1, 3);
tracking.set([1, 2, 3, 4]);
console.log(buffer.resizable, buffer.maxByteLength, tracking.length, fixed.length); // expect: true 8 4 3
buffer.resize(2);
console.log(tracking.join(), fixed.length, fixed.byteOffset, fixed[0]); // expect: 1,2 0 0 undefined
buffer.resize(8);
console.log(tracking.join(), fixed.join()); // expect: 1,2,0,0,0,0,0,0 2,0,0
const moved = buffer.transferToFixedLength(3);
console.log(buffer.detached, tracking.length, moved.resizable, new Uint8Array(moved).join()); // expect: true 0 false 1,2,0
const kept = new ArrayBuffer(1, { maxByteLength: 2 }).transfer();
console.log(kept.resizable, kept.maxByteLength); // expect: true 2
for (const f of [() => buffer.slice(), () => kept.resize(3), () => new ArrayBuffer(2, { maxByteLength: 1 })]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: TypeError
// expect: RangeError
// expect: RangeError
