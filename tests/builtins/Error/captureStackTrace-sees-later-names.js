class A extends Error {
  constructor(message) {
    super(message);
    Error.captureStackTrace(this, A);
    this.name = "A";
  }
}
const lines = new A("q").stack.split("\n");
console.log(lines[0], lines[1].includes("new A")); // expect: A: q false
const changed = new Error("a");
Error.captureStackTrace(changed);
changed.message = "b";
console.log(changed.stack.split("\n")[0]); // expect: Error: b
changed.message = "c";
console.log(changed.stack.split("\n")[0], Object.keys(changed).length); // expect: Error: b 0
function above() { Error.captureStackTrace(changed, above); }
above();
console.log(changed.stack.includes("above"), changed.stack.split("\n")[0]); // expect: false Error: c
const own = new Error("d");
own.stack = "mine";
Error.captureStackTrace(own);
console.log(own.stack.split("\n")[0]); // expect: Error: d
const frozen = Object.freeze(new Error("e"));
try { Error.captureStackTrace(frozen); } catch (error) { console.log(error.name); } // expect: TypeError
