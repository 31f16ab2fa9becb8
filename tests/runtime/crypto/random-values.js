// node: Node 20 throws a DOMException for what is no view, and takes views of shared memory
const { crypto: same } = globalThis;
const integers = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array];
for (const Type of integers) {
  const array = new Type(64);
  const filled = crypto.getRandomValues(array) === array && new Set(array).size > 8;
  if (!filled) console.log(Type.name, array);
}
console.log(same === crypto, crypto.getRandomValues(new Uint8Array(0)).length, crypto.getRandomValues(new Uint8Array(65536)).length); // expect: true 0 65536

// Only the part that the view shows.
const whole = new Uint8Array(64);
crypto.getRandomValues(whole.subarray(16, 48));
console.log(whole.subarray(0, 16).some(Boolean), whole.subarray(16, 48).some(Boolean), whole.subarray(48).some(Boolean)); // expect: false true false

// No two fills have the same bytes: more of them than are fetched at once.
const seen = new Set();
for (let i = 0; i < 3000; i++) seen.add(crypto.getRandomValues(new BigUint64Array(1))[0]);
console.log(seen.size); // expect: 3000

const attempt = (fn) => {
  try { console.log("no error", fn()); } catch (error) { console.log(error.name, error.code, error instanceof DOMException); }
};
attempt(() => crypto.getRandomValues(new Float64Array(1))); // expect: TypeMismatchError 17 true
attempt(() => crypto.getRandomValues(new Float32Array(100000))); // expect: TypeMismatchError 17 true
attempt(() => crypto.getRandomValues(new Float16Array(1))); // expect: TypeMismatchError 17 true
attempt(() => crypto.getRandomValues(new DataView(new ArrayBuffer(4)))); // expect: TypeMismatchError 17 true
attempt(() => crypto.getRandomValues(new Uint8Array(65537))); // expect: QuotaExceededError 22 true
attempt(() => crypto.getRandomValues(new BigInt64Array(8193))); // expect: QuotaExceededError 22 true
attempt(() => crypto.getRandomValues()); // expect: TypeError ERR_MISSING_ARGS false
attempt(() => crypto.getRandomValues([1])); // expect: TypeError ERR_INVALID_ARG_TYPE false
attempt(() => crypto.getRandomValues(new ArrayBuffer(4))); // expect: TypeError ERR_INVALID_ARG_TYPE false
attempt(() => crypto.getRandomValues(new Uint8Array(new SharedArrayBuffer(4)))); // expect: TypeError ERR_INVALID_ARG_TYPE false
attempt(() => (0, crypto.getRandomValues)(new Uint8Array(4))); // expect: TypeError undefined false

const detached = new Uint8Array(4);
detached.buffer.transfer();
console.log(crypto.getRandomValues(detached).length); // expect: 0
