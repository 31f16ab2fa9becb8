// Files and child processes: also run with failing allocations (tools/fail-allocations).
import * as fs from "mote:fs";
import { promises, mkdtempSync, rmSync, readFileSync, writeFileSync, readdirSync, statSync } from "node:fs";
import { run, spawn } from "mote:process";

const deadline = setTimeout(() => process.exit(3), 8000);
const folder = mkdtempSync((process.env.TEST_TMPDIR ?? "/tmp") + "/memory-");
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = `${folder}/file.txt`;
writeFileSync(file, "one\ntwo\nthree\n");
await promises.appendFile(file, "four\n");
const lines = [];
{
  await using open = await fs.open(file);
  for await (const line of open.readLines()) lines.push(line);
}
for await (const path of fs.glob("*.txt", { cwd: folder })) lines.push(path);
await promises.copyFile(file, `${folder}/copy.txt`);
const results = await Promise.all([
  promises.readFile(file, "utf8").then(({ length }) => length),
  promises.stat(file).then(({ size }) => size),
  promises.readdir(folder).then((names) => names.sort().join()),
  promises.readFile(`${folder}/none`).catch(({ code }) => code),
  run("sh", ["-c", "cat; echo done"], { input: "text ", encoding: "utf8" }).then(({ stdout }) => stdout.trim()),
  run("/nowhere/none").catch(({ code }) => code),
]);
const child = spawn("cat", [], { stdin: "pipe", stdout: "pipe" });
const writer = child.stdin.getWriter();
await writer.write(new Uint8Array([65, 66]));
await writer.close();
const echoed = await new Response(child.stdout).text();
clearTimeout(deadline);
console.log(lines.length, ...results, echoed, readFileSync(file).length, readdirSync(folder).length, statSync(folder).isDirectory()); // expect: 5 19 19 copy.txt,file.txt ENOENT text done ENOENT AB 19 2 true
