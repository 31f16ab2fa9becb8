// SPDX-License-Identifier: MIT
// A million suspended pairs: foo awaits bar, bar awaits a promise that is
// settled later. Bytes are the growth of the resident set.
const count = 1000000;
let finished = 0;
let open;
const gate = new Promise((resolve) => {
  open = resolve;
});

async function bar() {
  await gate;
}

async function foo() {
  await bar();
  finished++;
}

function suspend() {
  for (let i = 0; i < count; i++) foo();
}

function resident() {
  return typeof process === "object" ? process.memoryUsage().rss : 0;
}

async function main() {
  const before = resident();
  const start = performance.now();
  suspend();
  const suspended = performance.now();
  const after = resident();
  open();
  const opened = performance.now();
  while (finished < count) await undefined;
  const resumed = performance.now();
  if (before) console.log("pair-bytes", (after - before) / count, "bytes");
  console.log("pair-suspend", ((suspended - start) * 1e6) / count, "ns");
  console.log("pair-resume", ((resumed - opened) * 1e6) / count, "ns");
}
main();
