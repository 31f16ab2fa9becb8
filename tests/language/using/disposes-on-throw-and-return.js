const resource = (name) => ({ [Symbol.dispose]() { console.log("dispose", name); } });
function f() {
  using a = resource("returned"); // expect: dispose returned
  return "value";
}
console.log(f()); // expect: value
try {
  using b = resource("thrown"); // expect: dispose thrown
  throw new Error("out");
} catch (error) {
  console.log(error.message); // expect: out
}
