let a = null, b = 0, c = 1;
a ??= 5;
b ||= 6;
c &&= 7;
const frozen = Object.freeze({ x: 1 });
frozen.x ||= 2;
console.log(a, b, c, frozen.x); // expect: 5 6 7 1
let f;
f ??= () => {};
console.log(f.name); // expect: f
