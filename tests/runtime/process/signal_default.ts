// Without a listener a signal does what it does; the shell adds 128.
import { run } from "mote:process";

const program = 'process.on("SIGTERM", () => {}); process.removeAllListeners("SIGTERM"); process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 10000)';
console.log((await run(process.execPath, ["-e", program])).signal); // expect: SIGTERM
