const array = new Uint8Array(new SharedArrayBuffer(2));
console.log(Atomics.store(array, 0, 250.7), Atomics.add(array, 0, 10), Atomics.sub(array, 0, 5), Atomics.load(array, 0)); // expect: 250 250 4 255
console.log(Atomics.and(array, 0, 0x3c), Atomics.or(array, 0, 1), Atomics.xor(array, 0, 0xff), array[0]); // expect: 255 60 61 194
console.log(Atomics.exchange(array, 1, -1), Atomics.compareExchange(array, 1, 255, 4), Atomics.compareExchange(array, 1, 255, 5), array[1]); // expect: 0 255 4 4
const bigs = new BigInt64Array(1);
console.log(Atomics.add(bigs, 0, -1n), bigs[0], Atomics.isLockFree(4), Atomics.isLockFree(3)); // expect: 0n -1n true false
for (const f of [() => Atomics.add(new Float64Array(1), 0, 1), () => Atomics.load(array, 2), () => Atomics.add(new Uint8ClampedArray(1), 0, 1)]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: TypeError
// expect: RangeError
// expect: TypeError
