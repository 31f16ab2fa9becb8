let calls = 0;
const o = { get n() { calls++; return "5"; }, set n(v) { this.v = v; } };
console.log(o.n++, o.v, ++o.n, calls); // expect: 5 6 6 2
let s = "3";
console.log(s++, typeof s, -"2", +"", +[], +" 12 "); // expect: 3 number -2 0 0 12
