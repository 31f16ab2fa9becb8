// SPDX-License-Identifier: MIT
// Timers and immediates that nobody else holds live until they have run; those that are cleared die with what they
// keep, and may be dropped while they still stand in their lists.
const fill = () => { for (let i = 0; i < 5; i++) new Array(100000).fill(i); };
let ran = 0;
for (let i = 0; i < 100; i++) {
  const own = { i };
  setTimeout(() => (ran += own.i === i), 1 + (i % 3));
  setImmediate(() => (ran += own.i === i));
  clearTimeout(setTimeout(() => (ran += 1e6), i % 7));
  clearImmediate(setImmediate(() => (ran += 1e6)));
}
for (let i = 0; i < 10; i++) fill();
const dropped = Array.from({ length: 200 }, () => new WeakRef(setTimeout(() => {}, 1e6)));
for (const timer of dropped) clearTimeout(timer.deref());
let interval = setInterval(() => {
  fill();
  if (++ran < 205) return;
  clearInterval(interval);
  interval = undefined;
  for (let i = 0; i < 10; i++) fill();
  console.log(ran, dropped.filter((timer) => !timer.deref()).length > 150); // expect: 205 true
}, 1);
