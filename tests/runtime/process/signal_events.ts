// Listeners of process for signals: they are called with name and number, do not keep the process alive, and what
// the system does comes back with the last one's end.
const heard = (name, number) => console.log("heard", name, number);
process.on("SIGUSR2", heard);
process.once("SIGUSR2", () => console.log("once"));
process.kill(process.pid, "SIGUSR2");
await new Promise((resolve) => setTimeout(resolve, 20));
// expect: heard SIGUSR2 12
// expect: once
process.kill(process.pid, "SIGUSR2");
await new Promise((resolve) => setTimeout(resolve, 20)); // expect: heard SIGUSR2 12
process.on("SIGINT", heard);
process.kill(process.pid, "SIGINT");
await new Promise((resolve) => setTimeout(resolve, 20)); // expect: heard SIGINT 2
process.off("SIGUSR2", heard);
console.log(process.listenerCount("SIGUSR2")); // expect: 0
try {
  process.on("SIGKILL", heard);
} catch (error) {
  console.log(error.code, error.syscall); // expect: EINVAL uv_signal_start
}
process.removeAllListeners();
process.on("exit", () => console.log("over")); // expect: over
