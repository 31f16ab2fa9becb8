const \u0061b = 1, $ = 2, _ = 3, é = 4, 变量 = 5, a\u{62}c = 6;
console.log(ab + $ + _ + é + 变量 + abc); // expect: 21
const o = { if: 1, class: 2, \u0069n: 3 };
console.log(o.if + o.class + o.in); // expect: 6
