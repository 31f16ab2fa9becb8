const x = "local";
globalThis.x2 = "global";
function f() {
  const x2 = "hidden";
  return (0, eval)("x2") + " " + eval?.("typeof x3");
}
console.log(f()); // expect: global undefined
