// signals() and onSignal() of mote:process.
import { onSignal, signals } from "mote:process";

async function listen() {
  for await (const name of signals("SIGUSR1", "SIGUSR2")) {
    console.log("got", name);
    if (name === "SIGUSR2") break;
  }
  console.log("loop over");
}
const listening = listen();
const send = async (name) => {
  process.kill(process.pid, name);
  await new Promise((resolve) => setTimeout(resolve, 20));
};
await send("SIGUSR1"); // expect: got SIGUSR1
await send("SIGUSR2"); // expect: got SIGUSR2
await listening; // expect: loop over
{
  using listener = onSignal("SIGWINCH", (name) => console.log("window", name));
  await send("SIGWINCH"); // expect: window SIGWINCH
}
await send("SIGWINCH");
for (const run of [() => signals(), () => signals("SIGNONE"), () => onSignal("SIGTERM"), () => signals("SIGHUP", "SIGKILL")])
  try {
    run();
  } catch (error) {
    console.log(error.name, error.code);
  }
// expect: TypeError ERR_INVALID_ARG_TYPE
// expect: TypeError ERR_UNKNOWN_SIGNAL
// expect: TypeError ERR_INVALID_ARG_TYPE
// expect: Error EINVAL
onSignal("SIGHUP", () => {}); // does not keep the process
signals("SIGHUP");
