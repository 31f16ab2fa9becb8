console.log(new Float64Array([3, -0, 0, NaN, -Infinity, 1]).sort().map((x) => 1 / x).join()); // expect: 0,-Infinity,Infinity,1,0.3333333333333333,NaN
const random = new Int32Array(5000);
for (let i = 0, x = 1; i < random.length; i++) random[i] = x = Math.imul(x, 48271) + 11;
const compared = random.toSorted((a, b) => a - b);
console.log(random.sort().every((x, i) => x === compared[i])); // expect: true
for (const Type of [Int8Array, Uint8Array, Uint16Array, Float32Array, Float16Array]) {
  const some = Type.from({ length: 300 }, (_, i) => ((i * 7919) % 601) - 300);
  const other = some.toSorted((a, b) => a - b);
  if (some.sort().join() !== other.join()) console.log("wrong", Type.name);
}
console.log(new BigInt64Array([3n, -5n, 0n]).sort().join(), new BigUint64Array([3n, -5n, 0n]).sort().join()); // expect: -5,0,3 0,3,18446744073709551611
const buffer = new ArrayBuffer(4, { maxByteLength: 4 });
const shrinking = new Uint8Array(buffer);
shrinking.set([4, 3, 2, 1]);
shrinking.sort((a, b) => (buffer.resize(2), a - b));
console.log(shrinking.join()); // expect: 1,2
