process.on("warning", (w) => console.log(w.name, w.message, w.code));
process.emitWarning("first");
process.emitWarning("second", "Special", "X1");
process.emitWarning(new RangeError("third"));
const old = require("util").deprecate(() => 7, "do not", "DEP1");
console.log(old(), old()); // expect: 7 7
// expect: Warning first undefined
// expect: Special second X1
// expect: RangeError third undefined
// expect: DeprecationWarning do not DEP1
// expect stderr: ) Warning: first
// expect stderr: ) [X1] Special: second
// expect stderr: ) RangeError: third
// expect stderr: ) [DEP1] DeprecationWarning: do not
