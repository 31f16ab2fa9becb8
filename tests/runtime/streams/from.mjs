async function* letters() { try { yield "a"; yield "b"; } finally { console.log("closed"); } }
console.log(await Array.fromAsync(ReadableStream.from(letters()))); // expect: closed
// expect: [ 'a', 'b' ]
const reader = ReadableStream.from(letters()).getReader();
console.log(await reader.read()); // expect: { value: 'a', done: false }
await reader.cancel(); // expect: closed
console.log(await Array.fromAsync(ReadableStream.from([1, Promise.resolve(2)])), await Array.fromAsync(ReadableStream.from("hi")), await Array.fromAsync(ReadableStream.from(new Set([3])))); // expect: [ 1, 2 ] [ 'h', 'i' ] [ 3 ]
// a rejected value closes the iterator
const rejecting = { [Symbol.iterator]: () => ({ next: () => ({ value: Promise.reject("no"), done: false }), return() { console.log("return"); return {}; } }) };
console.log(await ReadableStream.from(rejecting).getReader().read().catch((e) => e)); // expect: return
// expect: no
for (const value of [undefined, null, 5, {}, { [Symbol.asyncIterator]: 1 }, { [Symbol.iterator]: () => 1 }])
  try { ReadableStream.from(value); } catch (e) { console.log(e.name); }
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
console.log(await ReadableStream.from({ [Symbol.asyncIterator]: () => ({ next: async () => 7 }) }).getReader().read().catch((e) => e.name)); // expect: TypeError
