const o = { a: undefined };
console.log("a" in o, "b" in o, 0 in [1], "length" in []); // expect: true false true true
try {
  "a" in "string";
} catch (error) {
  console.log(error.name); // expect: TypeError
}
