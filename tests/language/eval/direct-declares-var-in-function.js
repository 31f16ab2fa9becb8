function f() {
  eval("var made = 5; function g() { return made; }");
  return made + g();
}
console.log(f(), typeof made); // expect: 10 undefined
