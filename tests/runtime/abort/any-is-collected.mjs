// needs: speed
// A long-lived source does not keep signals that nobody waits for; it keeps those with listeners.
const { signal } = new AbortController(), controller = new AbortController();
for (let turn = 0; turn < 100; turn++) {
  for (let i = 0; i < 2000; i++) AbortSignal.any([controller.signal, signal]);
  for (let i = 0; i < 20; i++) AbortSignal.timeout(1e8);
  await new Promise((resolve) => setTimeout(resolve)); // what WeakRefs keep is let go between turns
}
console.log(process.memoryUsage().heapUsed < 16e6); // expect: true
let heard = 0;
for (let i = 0; i < 100; i++) AbortSignal.any([controller.signal]).onabort = () => heard++;
for (let i = 0; i < 100_000; i++) ({ i });
controller.abort();
console.log(heard); // expect: 100
