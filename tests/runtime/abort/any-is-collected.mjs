// needs: speed
// A long-lived source does not keep signals that nobody waits for; it keeps those with listeners.
const { signal } = new AbortController(), controller = new AbortController();
for (let turn = 0; turn < 200; turn++) {
  for (let i = 0; i < 2000; i++) AbortSignal.any([controller.signal, signal]);
  for (let i = 0; i < 10; i++) AbortSignal.timeout(1e8);
  await new Promise((resolve) => setTimeout(resolve)); // what WeakRefs keep is let go between turns
}
// All of them would take 200 MB. Some are dead, and not collected yet: how many depends on when the collector last came.
console.log(process.memoryUsage().heapUsed < 64e6); // expect: true
let heard = 0;
for (let i = 0; i < 100; i++) AbortSignal.any([controller.signal]).onabort = () => heard++;
for (let i = 0; i < 100_000; i++) ({ i });
controller.abort();
console.log(heard); // expect: 100
