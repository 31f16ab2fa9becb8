async function f() {
  return 1;
}
const p = f();
console.log(p instanceof Promise, Object.prototype.toString.call(f)); // expect: true [object AsyncFunction]
p.then(console.log); // expect: 1
