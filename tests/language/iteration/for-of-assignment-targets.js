const o = {};
for (o.x of [1, 2]);
let y;
for (y of "z");
for ([o.a, o.b = 9] of [[5]]);
console.log(o.x, y, o.a, o.b); // expect: 2 z 5 9
