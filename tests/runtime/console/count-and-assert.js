console.count(); // expect: default: 1
console.count("x"); // expect: x: 1
console.count(); // expect: default: 2
console.countReset();
console.count(); // expect: default: 1
console.assert(true, "silent");
console.assert(false, "told %s", "why"); // expect stderr: Assertion failed: told why
console.assert(false); // expect stderr: Assertion failed
