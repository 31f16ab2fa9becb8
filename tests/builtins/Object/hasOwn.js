console.log(Object.hasOwn({ a: 1 }, "a"), Object.hasOwn({}, "toString"), Object.hasOwn("ab", "length")); // expect: true false true
console.log({ a: 1 }.hasOwnProperty("a"), Object.create({ a: 1 }).hasOwnProperty("a")); // expect: true false
