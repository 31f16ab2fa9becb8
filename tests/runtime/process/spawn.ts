// Child processes: streams for their input and output, their status.
import { spawn } from "mote:process";

const cat = spawn("cat");
console.log(cat.pid > 0); // expect: true
const writer = cat.stdin.getWriter();
writer.write("some ");
writer.write(new TextEncoder().encode("text"));
writer.close();
let text = "";
for await (const chunk of cat.stdout) text += new TextDecoder().decode(chunk);
console.log(text, await cat.status); // expect: some text { code: 0, signal: null, success: true }

console.log(await spawn("sh", ["-c", "exit 3"]).status); // expect: { code: 3, signal: null, success: false }
const sleeper = spawn("sleep", ["60"]);
console.log(sleeper.kill()); // expect: true
console.log(await sleeper.status); // expect: { code: null, signal: 'SIGTERM', success: false }
console.log(sleeper.kill(), sleeper.kill(0)); // expect: false false

// where they run, with which environment, under which name
const shown = async (child) => new TextDecoder().decode((await child.output()).stdout).trim();
console.log(await shown(spawn("pwd", [], { cwd: "/usr" }))); // expect: /usr
console.log(await shown(spawn("env", [], { env: { A: "1", B: undefined, C: "3" } }))); // expect: A=1
// expect: C=3
console.log(await shown(spawn("sh", ["-c", "echo $0 $1", "x", "y z"]))); // expect: x y z
console.log(await shown(spawn("sh", ["-c", "echo $0"], { argv0: "other" }))); // expect: other
const quiet = spawn("sh", ["-c", "echo a; echo b >&2"], { stdin: "ignore", stdout: "ignore", stderr: "pipe" });
console.log(quiet.stdin, quiet.stdout); // expect: null null
const { stdout, stderr } = await quiet.output();
console.log(stdout.length, new TextDecoder().decode(stderr).trim()); // expect: 0 b
await spawn("echo", ["inherited"], { stdout: "inherit" }).status; // expect: inherited
{
  await using child = spawn("sleep", ["60"]);
  child.status.then(({ signal }) => console.log("ended by", signal)); // expect: ended by SIGTERM
}
