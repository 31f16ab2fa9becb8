// watch: what changes in a folder, and below it.
import { makeTempDir, mkdir, rename, rm, unlink, watch, writeFile } from "mote:fs";

await using folder = await makeTempDir();
const root = folder.path;
await writeFile(root + "/old", "1");
await mkdir(root + "/sub");

async function until(condition) {
  for (let i = 0; !condition() && i < 1000; i++) await new Promise((resolve) => setTimeout(resolve, 5));
}
// Each step is the change that it must lead to, and what makes it. Watching has begun when the probe is seen.
async function collect(path, options, probe, steps) {
  const seen = new Set(), controller = new AbortController();
  const watching = (async () => {
    try {
      for await (const { kind, path: changed } of watch(path, { ...options, signal: controller.signal })) seen.add(`${kind} ${changed.slice(root.length + 1)}`);
    } catch (error) {
      console.log(error.name);
    }
  })();
  while (seen.size === 0) {
    await writeFile(probe, "x");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  seen.clear();
  for (const [change, run] of steps) {
    await run();
    await until(() => seen.has(change));
  }
  controller.abort();
  await watching;
  console.log([...seen].join(", "));
}
await collect(root, {}, root + "/probe", [
  ["modify old", () => writeFile(root + "/old", "2")],
  ["create new", () => writeFile(root + "/new", "")],
  ["remove new", () => unlink(root + "/new")],
  ["create renamed", () => rename(root + "/old", root + "/renamed")],
]);
// expect: AbortError
// expect: modify old, create new, remove new, remove old, create renamed
await collect(root, { recursive: true }, root + "/sub/probe", [
  ["create sub/deep", () => writeFile(root + "/sub/deep", "")],
  ["modify sub/deep", () => writeFile(root + "/sub/deep", "1")],
  ["create sub/more", () => mkdir(root + "/sub/more")],
  ["create sub/more/deeper", () => writeFile(root + "/sub/more/deeper", "")],
  ["remove sub/more", () => rm(root + "/sub/more", { recursive: true })],
]);
// expect: AbortError
// expect: create sub/deep, modify sub/deep, create sub/more, create sub/more/deeper, remove sub/more/deeper, remove sub/more
// one file; a signal that is late
const one = watch(root + "/renamed"), first = one.next();
await writeFile(root + "/renamed", "3");
const poke = setInterval(() => writeFile(root + "/renamed", "4"), 5);
console.log((await first).value.kind); // expect: modify
clearInterval(poke);
console.log(await one.return()); // expect: { value: undefined, done: true }
const show = async (iterator) => {
  try {
    await iterator.next();
  } catch (error) {
    console.log(error.name, error.code);
  }
};
await show(watch(root + "/none")); // expect: Error ENOENT
await show(watch(5 as any)); // expect: TypeError ERR_INVALID_ARG_TYPE
await show(watch(root, { signal: AbortSignal.abort() })); // expect: AbortError 20
await show(watch(root, { signal: 5 as any })); // expect: TypeError ERR_INVALID_ARG_TYPE
