// SIGQUIT prints what the program waits for, and the program goes on.
// node: mote's own
let open;
async function waits() {
  await new Promise((resolve) => (open = resolve));
}
const done = waits();
setTimeout(() => {
  process.kill(process.pid, "SIGQUIT");
  setTimeout(open, 100);
}, 1);
await done;
console.log("goes on");
// expect: goes on
// expect stderr: Async functions: 2 suspended
// expect stderr: waits
