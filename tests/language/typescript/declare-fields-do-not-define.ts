class A { x: number = 1; }
class B extends A { declare x: number; y: number; }
const b = new B();
console.log(b.x, "y" in b); // expect: 1 true
