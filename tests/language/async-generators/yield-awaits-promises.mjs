async function* g() {
  yield Promise.resolve("value");
  try {
    yield Promise.reject(new Error("rejected"));
  } catch (error) {
    yield "caught " + error.message;
  }
}
for await (const x of g()) console.log(x);
// expect: value
// expect: caught rejected
