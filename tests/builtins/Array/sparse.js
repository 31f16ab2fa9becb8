const a = [];
a[4294967294] = "last";
a[4294967295] = "not an index";
console.log(a.length, Object.keys(a).join()); // expect: 4294967295 4294967294,4294967295
a.length = 0;
console.log(a[4294967295], Object.keys(a).length); // expect: not an index 1
const b = [1];
b[1000000] = 2;
console.log(b.length, b.indexOf(2), b.reduce((x, y) => x + y)); // expect: 1000001 1000000 3
