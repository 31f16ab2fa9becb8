const f = (a) => (b) => (c) => (d) => (e) => [a, b, c, d, e].join("");
console.log(f(1)(2)(3)(4)(5)); // expect: 12345
