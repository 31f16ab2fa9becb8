// process.exit while children run and pipes are read.
// expect exit: 5
import { spawn } from "mote:process";

const child = spawn("cat");
child.output();
spawn("sh", ["-c", "sleep 0.2"]).status.then(() => console.log("never"));
process.on("exit", () => child.kill());
setTimeout(() => process.exit(5), 10);
