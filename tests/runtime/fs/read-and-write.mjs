import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
const folder = process.env.TEST_TMPDIR;
await writeFile(folder + "/a.txt", "héllo\n");
await appendFile(folder + "/a.txt", "more");
console.log(JSON.stringify(await readFile(folder + "/a.txt", "utf8"))); // expect: "héllo\nmore"
console.log(await readFile(folder + "/a.txt", { encoding: "utf-8" }).then((t) => t.length)); // expect: 10
await rm(folder + "/a.txt");
await readFile(folder + "/a.txt", "utf8").catch((e) => console.log(e.code, e.syscall, e.message.startsWith("ENOENT: no such file or directory, open '"))); // expect: ENOENT open true
