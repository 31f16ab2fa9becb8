function f() {
  return [...arguments].reverse().join("");
}
console.log(f("a", "b", "c")); // expect: cba
