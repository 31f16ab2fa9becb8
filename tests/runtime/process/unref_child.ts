// A child keeps the process alive, unless it is unref'd.
import { spawn } from "mote:process";

const child = spawn("sleep", ["30"], { stdin: "ignore", stdout: "ignore", stderr: "ignore" });
child.unref();
process.on("exit", () => console.log("exit", child.kill("SIGKILL"))); // expect: exit true
