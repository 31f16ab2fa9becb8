// flags: --test262
// Agents are threads; memory, blocking waits and promises of waitAsync are shared with them.
function report() {
  let text;
  while ((text = $262.agent.getReport()) === null) $262.agent.sleep(1);
  return text;
}
function start(body) {
  $262.agent.start(`$262.agent.receiveBroadcast((buffer, n) => {
    const cells = new Int32Array(buffer), { report } = $262.agent;
    ${body}
  });`);
}
start(`report(n + " " + Atomics.wait(cells, 0, 0));`);
start(`report(n + " " + Atomics.wait(cells, 0, 0));
  Atomics.waitAsync(cells, 1, 0).value.then((outcome) => report("promise " + outcome));
  Atomics.store(cells, 2, 1);`);
start(`try { throw new RangeError(typeof print); } catch (e) { report(e.name + " " + e.message); }
  $262.agent.leaving();`);
const cells = new Int32Array(new SharedArrayBuffer(16));
$262.agent.broadcast(cells.buffer, 5);
let woken = 0;
print(report()); // expect: RangeError function
while (woken < 2) woken += Atomics.notify(cells, 0, 1);
print(report()); // expect: 5 ok
print(report()); // expect: 5 ok
while (!Atomics.load(cells, 2)) $262.agent.sleep(1);
print(Atomics.notify(cells, 1)); // expect: 1
print(report()); // expect: promise ok
print($262.agent.getReport()); // expect: null
// One that never ends is stopped when the program does, and one that waits for ever.
$262.agent.start("for (;;) {}");
$262.agent.start("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)");
$262.agent.start("$262.agent.receiveBroadcast(() => {})");
try { $262.agent.broadcast(new ArrayBuffer(4)); } catch (e) { print(e.message); } // expect: Not a SharedArrayBuffer
