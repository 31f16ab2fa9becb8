// Many children, whose pipes are read or not: no zombie and no descriptor is left.
import { run, spawn } from "mote:process";
import { readdirSync, readFileSync } from "node:fs";

const descriptors = () => readdirSync("/proc/self/fd").length;
await run("true");
const before = descriptors();
for (let i = 0; i < 20; i++) {
  await Promise.all([run("echo", ["a"]), run("cat", [], { input: "b" }), run("/no/such/program").catch(() => {})]);
  await using child = spawn("cat");
  child.kill("SIGKILL");
}
await new Promise((resolve) => setTimeout(resolve, 10));
console.log(descriptors() - before); // expect: 0
const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim();
console.log(JSON.stringify(children)); // expect: ""
