const resource = (name) => ({
  async [Symbol.asyncDispose]() {
    await null;
    console.log("disposed", name);
  },
});
{
  await using a = resource("a");
  await using b = { [Symbol.dispose]() { console.log("sync fallback"); } };
  console.log("body"); // expect: body
}
// expect: sync fallback
// expect: disposed a
console.log("after"); // expect: after
