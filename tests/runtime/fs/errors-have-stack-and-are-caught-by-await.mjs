import { readFile } from "node:fs/promises";
async function load() {
  return await readFile("/nonexistent/file", "utf8");
}
try {
  await load();
} catch (error) {
  console.log(error instanceof Error, error.message); // expect: true ENOENT: no such file or directory, open '/nonexistent/file'
}
