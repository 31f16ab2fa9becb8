// flags: --test262
// needs: speed
// Callbacks come in order of registration when no other job is left; one that throws does not disturb the others.
const seen = [];
const registry = new FinalizationRegistry((held) => {
  seen.push(held);
  Promise.resolve().then(() => seen.push("job of " + held));
});
const kept = {};
function fill() {
  // Many, since the stack is scanned conservatively and may hold on to a few.
  for (let i = 0; i < 1000; i++) registry.register({ i }, i);
  registry.register(kept, "kept");
  registry.register({}, "unregistered", kept);
}
fill();
registry.unregister(kept);
$262.gc();
Promise.resolve().then(() => seen.push("first"));
setTimeout(() => {
  const numbers = seen.filter((x) => typeof x === "number");
  print(seen[0]); // expect: first
  print(numbers.length > 900); // expect: true
  print(numbers.every((n, i) => i === 0 || numbers[i - 1] < n)); // expect: true
  print(seen[2] === "job of " + seen[1]); // expect: true
  print(seen.includes("kept"), seen.includes("unregistered")); // expect: false
}, 0);
