class A {
  get x() {
    return 1;
  }
  set x(v) {}
}
const d = Object.getOwnPropertyDescriptor(A.prototype, "x");
console.log(typeof d.get, typeof d.set); // expect: function function
