// SPDX-License-Identifier: MIT
// Workers: from `new Worker` to the first message, and a small object there and back.
const echo = "onmessage = (event) => postMessage(event.data); postMessage('up');";
const url = `data:text/javascript,${encodeURIComponent(echo)}`;
const ROUNDS = 20000, STARTS = 5;

// Node has Worker in a module of its own, with other events.
const isNode = typeof Worker === "undefined";
const threads = isNode ? await import("node:worker_threads") : undefined;
const forNode = `const { parentPort } = require("node:worker_threads");
  parentPort.on("message", (data) => parentPort.postMessage(data)); parentPort.postMessage("up");`;
const start = () => (isNode ? new threads.Worker(forNode, { eval: true }) : new Worker(url, { type: "module" }));
const listen = (worker, fn) => (isNode ? worker.on("message", fn) : (worker.onmessage = (event) => fn(event.data)));

let best = Infinity, worker;
for (let i = 0; i < STARTS; i++) {
  worker?.terminate();
  const begin = performance.now();
  worker = start();
  await new Promise((resolve) => listen(worker, resolve));
  best = Math.min(best, performance.now() - begin);
}
console.log(`worker-start ${best.toFixed(2)} ms`);

let rounds = 0;
const begin = performance.now();
await new Promise((resolve) => {
  listen(worker, () => (++rounds < ROUNDS ? worker.postMessage({ id: rounds, text: "hello" }) : resolve()));
  worker.postMessage({ id: 0, text: "hello" });
});
console.log(`worker-round-trip ${(((performance.now() - begin) / ROUNDS) * 1e3).toFixed(2)} us`);
worker.terminate();
