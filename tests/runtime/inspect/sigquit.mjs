// SIGQUIT prints what the program waits for, and the program goes on.
// node: mote's own
async function waits() {
  await new Promise((resolve) => setTimeout(resolve, 60));
}
const done = waits();
setTimeout(() => process.kill(process.pid, "SIGQUIT"), 5);
await done;
console.log("goes on");
// expect: goes on
// expect stderr: Async functions: 2 suspended
// expect stderr: waits
