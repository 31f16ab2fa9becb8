import { open, writeFile } from "node:fs/promises";
const path = process.env.TEST_TMPDIR + "/long.txt";
const words = Array.from({ length: 2000 }, (_, i) => "é".repeat(i % 97) + i);
await writeFile(path, words.join("\r\n"));
const handle = await open(path);
let i = 0, same = true;
for await (const line of handle.readLines()) same &&= line === words[i++];
console.log(i, same); // expect: 2000 true
