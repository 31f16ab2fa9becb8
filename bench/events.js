// SPDX-License-Identifier: MIT
// Events and the objects around them: made, dispatched, aborted.
const target = new EventTarget(), event = new Event("x");
let calls = 0;
target.addEventListener("x", () => calls++);

// The best of some rounds.
function measure(key, count, run) {
  let best = Infinity;
  for (let round = 0; round < 10; round++) {
    const started = performance.now();
    for (let i = 0; i < count; i++) run();
    best = Math.min(best, performance.now() - started);
  }
  console.log(`${key} ${((best / count) * 1e6).toFixed(1)} ns`);
}

measure("event-new", 50000, () => new Event("x"));
measure("event-dispatch", 50000, () => target.dispatchEvent(event));
measure("abort-signal", 20000, () => new AbortController().signal);
if (calls !== 500000) throw new Error("a listener was not called");
