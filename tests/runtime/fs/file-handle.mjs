import { open, writeFile } from "node:fs/promises";
const path = process.env.TEST_TMPDIR + "/h.txt";
const out = await open(path, "w");
await out.write("one\ntwo\n");
await out.close();
const handle = await open(path);
console.log(await handle.readFile("utf8") === "one\ntwo\n"); // expect: true
await handle.close();
const lines = await open(path);
for await (const line of lines.readLines()) console.log(line);
// expect: one
// expect: two
await open(path + ".none").catch((e) => console.log(e.code)); // expect: ENOENT
