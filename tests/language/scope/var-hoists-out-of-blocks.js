function f() {
  if (true) {
    var inner = 1;
  }
  for (var i = 0; i < 2; i++) var last = i;
  return inner + i + last;
}
console.log(f()); // expect: 4
