// A WeakRef whose target has been collected says so.
// node: shows no targets
const refs = Array.from({ length: 100 }, () => new WeakRef({}));
const tick = () => new Promise((resolve) => setTimeout(resolve, 1));
let dead;
while (!dead) {
  await tick();
  for (let i = 0; i < 1e5; i++) [i];
  dead = refs.find((ref) => !ref.deref());
}
console.log(dead);
console.log(new WeakRef([1]));
// expect: WeakRef { <items unknown> }
// expect: WeakRef { [ 1 ] }
