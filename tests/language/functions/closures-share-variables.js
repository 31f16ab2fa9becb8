function counter() {
  let count = 0;
  return { up: () => ++count, down: () => --count, get: () => count };
}
const a = counter();
const b = counter();
a.up();
a.up();
a.down();
console.log(a.get(), b.get()); // expect: 1 0
