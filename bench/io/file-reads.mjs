// SPDX-License-Identifier: MIT
// 64 files of 1 KB, read in parallel, again and again: reads a second, and processor time for each.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";

const FILES = 64, ROUNDS = 400;
const folder = await mkdtemp(`${tmpdir()}/file-reads-`), paths = [];
for (let i = 0; i < FILES; i++) {
  paths.push(`${folder}/${i}`);
  await writeFile(paths[i], new Uint8Array(1024).fill(i));
}
const round = () => Promise.all(paths.map((path) => readFile(path)));
for (let i = 0; i < 20; i++) await round();
const start = performance.now(), before = process.cpuUsage();
for (let i = 0; i < ROUNDS; i++) await round();
const seconds = (performance.now() - start) / 1000, { user, system } = process.cpuUsage(before), reads = FILES * ROUNDS;
console.log(`${Math.round(reads / seconds)} reads/s, ${((user + system) / reads).toFixed(1)} µs of processor time each`);
await rm(folder, { recursive: true });
