import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
const root = process.env.TEST_TMPDIR + "/x";
await mkdir(root + "/deep/er", { recursive: true });
await writeFile(root + "/b.txt", "12345");
await rename(root + "/b.txt", root + "/a.txt");
console.log((await readdir(root)).sort().join()); // expect: a.txt,deep
const info = await stat(root + "/a.txt");
console.log(info.size, info.isFile(), info.isDirectory(), (await stat(root)).isDirectory()); // expect: 5 true false true
await rm(root).catch((e) => console.log(e instanceof Error)); // expect: true
await rm(root, { recursive: true, force: true });
await stat(root).catch((e) => console.log(e.code)); // expect: ENOENT
await mkdir(process.env.TEST_TMPDIR).catch((e) => console.log(e.code)); // expect: EEXIST
