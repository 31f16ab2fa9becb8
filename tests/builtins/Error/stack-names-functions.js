function inner() {
  return new Error("here").stack;
}
class A {
  method() {
    return inner();
  }
}
const lines = new A().method().split("\n");
console.log(lines[0]); // expect: Error: here
console.log(lines[1].includes("inner"), lines[1].includes("stack-names-functions.js:2:"), lines[2].includes("method")); // expect: true true true
