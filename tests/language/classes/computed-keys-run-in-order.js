const seen = [];
const key = (k) => (seen.push(k), k);
class A {
  [key("a")]() {}
  static [key("b")] = seen.push("init b");
  [key("c")] = seen.push("init c");
}
new A();
console.log(seen.join()); // expect: a,b,c,init b,init c
