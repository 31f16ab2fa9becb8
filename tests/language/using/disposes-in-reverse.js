const resource = (name) => ({ [Symbol.dispose]() { console.log("dispose", name); } });
{
  using a = resource("a");
  using b = resource("b"), c = null;
  console.log("body"); // expect: body
}
// expect: dispose b
// expect: dispose a
console.log("after"); // expect: after
