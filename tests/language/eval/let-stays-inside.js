function f() {
  eval("let inner = 1; const c = 2; class K {}");
  return typeof inner + typeof c + typeof K;
}
console.log(f()); // expect: undefinedundefinedundefined
