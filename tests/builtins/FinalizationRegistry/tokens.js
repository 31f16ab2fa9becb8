// flags: --test262
// A token may have many records and die before them; records leave it one by one.
let seen = 0;
const registry = new FinalizationRegistry(() => seen++);
const token = {}, targets = [];
(function fill() {
  for (let i = 0; i < 300; i++) registry.register({}, i, token);
  for (let i = 0; i < 300; i++) registry.register({}, i, {});
  for (let i = 0; i < 300; i++) {
    targets.push({});
    registry.register(targets[i], i, token);
  }
})();
$262.gc();
setTimeout(() => {
  print(seen > 500 && seen <= 600); // expect: true
  const before = seen;
  print(registry.unregister(token), registry.unregister(token)); // expect: true
  targets.length = 0;
  $262.gc();
  setTimeout(() => print(seen - before < 100)); // expect: true
}, 0);
