const a = { x: 0.5 };
const b = { x: a.x };
a.x += 1;
const list = [a.x, b.x];
a.x = 7.25;
const c = { ...a };
c.x++;
console.log(a.x, b.x, list.join(), c.x); // expect: 7.25 0.5 1.5,0.5 8.25
