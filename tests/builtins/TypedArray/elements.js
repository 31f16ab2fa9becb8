const show = (Type, ...values) => {
  const array = new Type(values.length);
  for (let i = 0; i < values.length; i++) array[i] = values[i];
  console.log(array.join(" "));
};
show(Int8Array, 127, 128, -129, 1.9, "5", NaN); // expect: 127 -128 127 1 5 0
show(Uint8ClampedArray, 1.5, 2.5, -1, 300, NaN, 0.49999); // expect: 2 2 0 255 0 0
show(Int16Array, 32768, 2 ** 40 + 3); // expect: -32768 3
show(Uint32Array, -1, 2 ** 32 + 7, -Infinity); // expect: 4294967295 7 0
show(Float16Array, 1 / 3, 65519, 65520, 2 ** -25, 2 ** -24, -0); // expect: 0.333251953125 65504 Infinity 0 5.960464477539063e-8 0
show(Float32Array, 0.1, 1e40, 1e-50); // expect: 0.10000000149011612 Infinity 0
show(BigInt64Array, 2n ** 63n, -1n); // expect: -9223372036854775808 -1
show(BigUint64Array, -1n, 2n ** 64n + 1n); // expect: 18446744073709551615 1
try {
  new BigInt64Array(1)[0] = 1;
} catch (error) {
  console.log(error.message); // expect: Cannot convert 1 to a BigInt
}
