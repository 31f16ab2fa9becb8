console.log(String.raw`C:\new\${1}`); // expect: C:\new\${1}
console.log(String.raw({ raw: ["a", "b", "c"] }, 1, 2, 3)); // expect: a1b2c
