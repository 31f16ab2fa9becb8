// The worker blocks in Atomics.wait until it is notified.
const worker = new Worker(new URL("./_support/wait.mjs", import.meta.url), { type: "module" });
const cells = new Int32Array(new SharedArrayBuffer(8));
worker.postMessage(cells);
worker.onmessage = ({ data }) => {
  console.log(data);
  if (data !== "waiting") return worker.terminate();
  Atomics.store(cells, 1, 42);
  Atomics.store(cells, 0, 1);
  Atomics.notify(cells, 0);
};
// expect: waiting
// expect: 42
