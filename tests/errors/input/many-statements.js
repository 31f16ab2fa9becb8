const n = 50000;
let x = 0;
eval("x++;\n".repeat(n));
console.log(x); // expect: 50000
