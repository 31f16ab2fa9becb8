const log = [];
const r = (n) => ({ [Symbol.dispose]: () => log.push(n) });
class A {
  static {
    using a = r("static");
  }
}
function f() {
  using a = r("function");
  log.push("body");
}
f();
console.log(log.join()); // expect: static,body,function
