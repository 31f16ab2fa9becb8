const o = { x: 1, f() { return this === o; } };
with (o) {
  x = 2;
  console.log(f()); // expect: true
  var y = x;
}
console.log(o.x, y); // expect: 2 2
