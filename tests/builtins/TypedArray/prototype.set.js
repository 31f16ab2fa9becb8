const buffer = new ArrayBuffer(8);
const bytes = new Uint8Array(buffer), halves = new Uint16Array(buffer);
bytes.set([1, 2, 3, 4, 5, 6, 7, 8]);
bytes.set(bytes.subarray(0, 6), 2);
console.log(bytes.join()); // expect: 1,2,1,2,3,4,5,6
halves.set(bytes.subarray(0, 4));
console.log(halves.join()); // expect: 1,2,1,2
console.log(halves.copyWithin(0, 1).join(), halves.slice(-2).fill(9).join(), halves.with(0, 7).join(), halves.toReversed().join()); // expect: 2,1,2,2 9,9 7,1,2,2 2,2,1,2
for (const f of [() => bytes.set([1], 8), () => bytes.set([1], -1), () => bytes.set(new BigInt64Array(1)), () => bytes.with(8, 0)]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: RangeError
// expect: RangeError
// expect: TypeError
// expect: RangeError
