// At any moment: in an endless loop, in Atomics.wait, before it has begun, in the middle of I/O, twice.
const start = (name) => new Worker(new URL(`./_support/${name}.mjs`, import.meta.url), { type: "module" });
const ended = (worker) => new Promise((resolve) => (worker.onclose = resolve));
const spin = start("spin"), wait = start("wait"), early = start("spin"), busy = start("busy");
const spins = new Promise((resolve) => (spin.onmessage = resolve));
early.onmessage = () => console.log("not heard any more");
early.terminate();
await ended(early);
console.log("early");
await spins;
spin.terminate();
spin.terminate();
console.log("spin", (await ended(spin)).code);
wait.postMessage(new Int32Array(new SharedArrayBuffer(8)));
await new Promise((resolve) => (wait.onmessage = resolve));
wait.terminate();
await ended(wait);
console.log("wait");
await new Promise((resolve) => (busy.onmessage = resolve));
busy.terminate();
await ended(busy);
busy.postMessage("nobody gets it");
console.log("busy");
// expect: early
// expect: spin 1
// expect: wait
// expect: busy
