// SPDX-License-Identifier: MIT
// compare.mjs: runs generated programs with mote and with Node, and compares the order of every line.
//   node compare.mjs --mote PATH [--seed N] [--programs N] [--batch N] [--show N] [--reduce] [--patched]
//
// The node that runs this file is the oracle. Programs run in batches, many to a process. A quarter of
// the batches, smaller ones, patch what promises are made of: what an engine concludes from that
// is never undone in its process.
import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';
import { reduce } from './reduce.mjs';

const MAIN = fileURLToPath(new URL('main.mjs', import.meta.url));
const BATCH_TIMEOUT = 60_000;

const options = { mote: 'mote', seed: 1, programs: 500, batch: 250, show: 3, reduce: false, patched: false };
for (let i = 2; i < process.argv.length; i++) {
  const name = process.argv[i].slice(2);
  if (typeof options[name] === 'boolean') options[name] = true;
  else options[name] = typeof options[name] === 'number' ? Number(process.argv[++i]) : process.argv[++i];
}

const features = execFileSync(process.execPath, [MAIN, '--features'], { encoding: 'utf8' }).trim();

// Runs main.mjs; gives the lines of each program by its name, and how the process ended where it ended badly.
export function run(engine, args) {
  return new Promise((resolve) => {
    const settings = { encoding: 'utf8', maxBuffer: 1 << 30, timeout: BATCH_TIMEOUT, killSignal: 'SIGKILL' };
    execFile(engine, [MAIN, ...args], settings, (error, stdout, stderr) => {
      const programs = new Map();
      for (const block of stdout.split(/^# /m).slice(1)) {
        const end = block.indexOf('\n');
        programs.set(block.slice(0, end), block.slice(end + 1));
      }
      const failure = error && `${error.signal ?? `exit ${error.code}`} ${stderr.slice(-3000)}`;
      resolve({ programs, failure });
    });
  });
}

const differences = [];
const oracleFailures = [];

// Compares the programs from `seed` up to `end`; where a process died, goes on after the program it died of.
async function compare(names, seed, end) {
  while (seed < end) {
    const args = [names, String(seed), String(end - seed)];
    const [expected, got] = await Promise.all([run(process.execPath, args), run(options.mote, args)]);
    for (; seed < end; seed++) {
      const [want, have] = [expected.programs.get(String(seed)), got.programs.get(String(seed))];
      if (want === undefined) {
        oracleFailures.push(seed);
        break;
      }
      if (want === have) continue;
      differences.push({ names, seed, want, have: have ?? `died: ${got.failure ?? 'ended early'}\n` });
      if (have === undefined) break;
    }
    seed++;
  }
}

function batches() {
  const list = [];
  let seed = options.seed;
  const end = seed + options.programs;
  for (let i = 0; seed < end; i++) {
    const patched = options.patched || i % 4 === 3;
    const size = Math.min(patched ? Math.ceil(options.batch / 5) : options.batch, end - seed);
    list.push([patched ? `${features},patches` : features, seed, (seed += size)]);
  }
  return list;
}

function firstDifference(want, have) {
  const [a, b] = [want.split('\n'), have.split('\n')];
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return `line ${i + 1}: node "${a[i] ?? ''}", mote "${b[i] ?? ''}"`;
}

async function report() {
  for (const { names, seed, want, have } of differences.slice(0, options.show)) {
    console.log(`\nseed ${seed} (${names}): ${firstDifference(want, have)}`);
    if (!options.reduce) continue;
    const small = await reduce(generate(seed, names.split(',')), (file) => Promise.all(
      [process.execPath, options.mote].map((engine) => run(engine, ['--texts', file]))));
    console.log(`--- program\n${small.text}\n--- node\n${small.want}--- mote\n${small.have}`);
  }
  const seeds = differences.map((d) => d.seed).join(' ');
  if (seeds) console.log(`\nseeds that differ: ${seeds}`);
  if (oracleFailures.length) console.log(`seeds that Node itself failed on: ${oracleFailures.join(' ')}`);
  console.log(`${options.programs - differences.length - oracleFailures.length} passed, ${differences.length} failed`);
}

const queue = batches();
const worker = async () => {
  for (let batch = queue.shift(); batch; batch = queue.shift()) await compare(...batch);
};
await worker();
await report();
process.exitCode = differences.length ? 1 : 0;
