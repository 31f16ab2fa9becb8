class Bytes extends Uint8Array {}
const bytes = new Bytes([1, 2, 3, 4]);
console.log(bytes.map((x) => x * 2) instanceof Bytes, bytes.filter((x) => x % 2).join(), bytes.subarray(1, 3) instanceof Bytes, bytes.toSorted() instanceof Bytes); // expect: true 1,3 true false
bytes.constructor = { [Symbol.species]: Float64Array };
console.log(bytes.slice(1, 3)); // expect: Float64Array(2) [ 2, 3 ]
bytes.constructor = { [Symbol.species]: BigInt64Array };
try {
  bytes.slice();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
console.log(Uint8Array.from("123", (x) => x * 2).join(), Int16Array.of(1, "2").join(), Float64Array.from({ length: 2, 0: 5 }).join()); // expect: 2,4,6 1,2 5,NaN
