const floats = new Float32Array([1, NaN, -0, 1]);
console.log(floats.includes(NaN), floats.indexOf(NaN), floats.indexOf(0), floats.lastIndexOf(1), floats.lastIndexOf(1, -2), floats.at(-1)); // expect: true -1 2 3 0 1
const bigs = new BigInt64Array([1n, -1n]);
console.log(bigs.indexOf(-1n), bigs.includes(2n ** 64n - 1n), bigs.includes(1)); // expect: 1 false false
console.log(floats.find((x) => x < 1), floats.findLastIndex((x) => x === 1), floats.some((x) => x > 1), floats.reduceRight((a, x) => a + "," + x)); // expect: -0 3 false 1,0,NaN,1
const buffer = new ArrayBuffer(4, { maxByteLength: 4 });
const shrinking = new Uint8Array(buffer);
const shrink = { valueOf: () => (buffer.resize(1), 0) };
console.log(shrinking.includes(undefined, shrink), shrinking.indexOf(0, 1)); // expect: true -1
