function f(a, b) {
  arguments[0] = "changed";
  b = "b2";
  return a + " " + arguments[1] + " " + arguments.length;
}
console.log(f("a", "b", "c")); // expect: changed b2 3
