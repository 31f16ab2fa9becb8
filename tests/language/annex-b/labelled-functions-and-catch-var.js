label: function f() { return 1; }
try {
  throw 1;
} catch (e) {
  var e = 2;
}
console.log(f(), e); // expect: 1 undefined
