import { readFile, writeFile } from "node:fs/promises";
const name = (i) => process.env.TEST_TMPDIR + "/" + i;
await Promise.all(Array.from({ length: 50 }, (_, i) => writeFile(name(i), "n" + i)));
const texts = await Promise.all(Array.from({ length: 50 }, (_, i) => readFile(name(i), "utf8")));
console.log(texts.every((t, i) => t === "n" + i)); // expect: true
