// writeFileAtomic: the old content or the new, never a part; mode and links are kept.
import { chmod, lstat, makeTempDir, readdir, readTextFile, stat, symlink, writeFile, writeFileAtomic } from "mote:fs";

await using folder = await makeTempDir();
const path = folder.path + "/data";
await writeFileAtomic(path, "first", { mode: 0o600 });
console.log(await readTextFile(path), ((await stat(path)).mode & 0o777).toString(8)); // expect: first 600
await chmod(path, 0o444);
await writeFileAtomic(path, new Uint8Array([50]));
console.log(await readTextFile(path), ((await stat(path)).mode & 0o777).toString(8)); // expect: 2 444
await symlink("data", folder.path + "/link");
await writeFileAtomic(folder.path + "/link", "by the link");
console.log(await readTextFile(path), (await lstat(folder.path + "/link")).isSymbolicLink()); // expect: by the link true
console.log((await readdir(folder.path)).sort()); // expect: [ 'data', 'link' ]

const show = (promise) => promise.then(() => console.log("fulfilled"), (error) => console.log(error.name, error.code));
await show(writeFileAtomic(folder.path + "/no/data", "a")); // expect: Error ENOENT
await show(writeFileAtomic(path, 5 as any)); // expect: TypeError ERR_INVALID_ARG_TYPE
await show(writeFileAtomic(5 as any, "a")); // expect: TypeError ERR_INVALID_ARG_TYPE
await show(writeFileAtomic(folder.path, "a")); // expect: Error EISDIR
console.log((await readdir(folder.path)).length, await readTextFile(path)); // expect: 2 by the link

// many writers, one reader
await writeFile(folder.path + "/many", "0".repeat(5000));
const writers = Array.from({ length: 20 }, (_, i) => writeFileAtomic(folder.path + "/many", String(i % 10).repeat(5000)));
let whole = true;
for (let i = 0; i < 50; i++) whole &&= /^(.)\1{4999}$/.test(await readTextFile(folder.path + "/many"));
await Promise.all(writers);
console.log(whole); // expect: true
