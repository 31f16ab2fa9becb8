async function* inner() {
  yield 1;
  return "inner result";
}
async function* outer() {
  const result = yield* inner();
  yield result;
  yield* [Promise.resolve(2), 3];
}
for await (const x of outer()) console.log(x);
// expect: 1
// expect: inner result
// expect: 2
// expect: 3
