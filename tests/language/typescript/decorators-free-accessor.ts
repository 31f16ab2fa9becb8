class A {
  accessor x: number = 1;
  static accessor y = 2;
}
const a = new A();
a.x += 5;
console.log(a.x, A.y, Object.keys(a).length); // expect: 6 2 0
// node: Node has no auto-accessors
