import { makeTempDir, makeTempFile, readdir, stat, writeFile } from "mote:fs";
import { existsSync } from "node:fs";

let kept;
{
  await using folder = await makeTempDir({ prefix: "test-" });
  await using file = await makeTempFile({ dir: folder.path, prefix: "a", suffix: ".txt" });
  await writeFile(file.path, "b");
  await writeFile(folder.path + "/other", "c");
  kept = `${folder}`;
  console.log(/\/test-\w{6}$/.test(kept), /\/a\w{12}\.txt$/.test(file.path)); // expect: true true
  console.log((await stat(folder.path)).mode.toString(8), (await stat(file.path)).mode.toString(8)); // expect: 40700 100600
  console.log((await readdir(folder.path)).length); // expect: 2
}
console.log(existsSync(kept)); // expect: false
const file = await makeTempFile();
await file.remove();
await file.remove();
console.log(existsSync(file.path)); // expect: false
for (const make of [makeTempFile, makeTempDir]) {
  await make({ dir: "/no/such" }).catch((error) => console.log(error.code, error.syscall));
  await make({ prefix: 5 as any }).catch((error) => console.log(error.name, error.message));
}
// expect: ENOENT open
// expect: TypeError The "options.prefix" property must be of type string.
// expect: ENOENT mkdtemp
// expect: TypeError The "options.prefix" property must be of type string.
