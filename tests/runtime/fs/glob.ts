// glob and walk.
import { glob, makeTempDir, mkdir, symlink, walk, writeFile } from "mote:fs";

await using folder = await makeTempDir();
const cwd = folder.path;
for (const each of ["src/a", "src/b/c", ".hidden", "empty"]) await mkdir(`${cwd}/${each}`, { recursive: true });
for (const each of ["one.ts", "two.js", "src/three.ts", "src/a/four.ts", "src/b/c/five.tsx", ".hidden/six.ts", "src/.dot.ts", "src/[x].ts", "src/a/b1.txt", "src/a/b2.txt"])
  await writeFile(`${cwd}/${each}`, "");
await symlink("src", cwd + "/link");

async function show(pattern, options = {}) {
  const found = [];
  for await (const path of glob(pattern, { cwd, ...options })) found.push(path);
  console.log(found.join(" "));
}
await show("*.ts"); // expect: one.ts
await show("*"); // expect: empty link one.ts src two.js
await show("**/*.ts"); // expect: one.ts src/[x].ts src/a/four.ts src/three.ts
await show("**/*.ts", { dot: true }); // expect: .hidden/six.ts one.ts src/.dot.ts src/[x].ts src/a/four.ts src/three.ts
await show(".hidden/*"); // expect: .hidden/six.ts
await show("src/.*"); // expect: src/.dot.ts
await show("{one,two}.{ts,js}"); // expect: one.ts two.js
await show("src/**/{four,five}.ts{,x}"); // expect: src/a/four.ts src/b/c/five.tsx
await show("src/a/b[1-2].txt"); // expect: src/a/b1.txt src/a/b2.txt
await show("src/a/b[!1].txt"); // expect: src/a/b2.txt
await show("src/a/b?.txt"); // expect: src/a/b1.txt src/a/b2.txt
await show("src/\\[x\\].ts"); // expect: src/[x].ts
await show("link/*.ts"); // expect: link/[x].ts link/three.ts
await show("src/**"); // expect: src src/[x].ts src/a src/a/b1.txt src/a/b2.txt src/a/four.ts src/b src/b/c src/b/c/five.tsx src/three.ts
await show(["*.js", "*.ts", "one.*"]); // expect: one.ts two.js
await show("**/*.ts", { exclude: "src/a/**" }); // expect: one.ts src/[x].ts src/three.ts
await show("**/*.ts", { exclude: (path) => path === "src" }); // expect: one.ts
await show("nothing/**/here"); // expect:
await show("./src/./three.ts"); // expect: src/three.ts
let absolute = 0;
for await (const path of glob(`${cwd}/src/*.ts`)) absolute += Number(path.startsWith(cwd + "/src/"));
console.log(absolute); // expect: 2
// a pattern that would keep a backtracking matcher busy for ages
await writeFile(cwd + "/" + "a".repeat(200), "");
await show("a*".repeat(60) + "b"); // expect:

const seen = [];
for await (const { path, isFile, isDirectory, isSymbolicLink } of walk(cwd, { maxDepth: 2, exclude: ({ name }) => name[0] === "." || name[0] === "a" }))
  seen.push(path.slice(cwd.length + 1) + (isFile ? "" : isDirectory ? "/" : isSymbolicLink ? "@" : "?"));
console.log(seen.join(" ")); // expect: empty/ link@ one.ts src/ src/[x].ts src/b/ src/three.ts two.js

async function fails(run) {
  try {
    for await (const each of run()) void each;
    console.log("no error");
  } catch (error) {
    console.log(error.name, error.code);
  }
}
await fails(() => walk(cwd + "/none")); // expect: Error ENOENT
await fails(() => walk(5 as any)); // expect: TypeError ERR_INVALID_ARG_TYPE
await fails(() => glob(5 as any)); // expect: TypeError ERR_INVALID_ARG_TYPE
await fails(() => glob("{a,b}".repeat(20))); // expect: RangeError ERR_OUT_OF_RANGE
