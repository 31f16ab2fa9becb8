import { open, writeFile } from "node:fs/promises";
const path = process.env.TEST_TMPDIR + "/u.txt";
await writeFile(path, "x");
{
  await using file = await open(path);
  console.log(await file.readFile("utf8")); // expect: x
}
console.log("closed"); // expect: closed
