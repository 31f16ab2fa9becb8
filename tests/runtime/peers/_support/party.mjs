// What the programs of this folder share: counting, and finding out whether their party is there.
import { readFileSync } from "node:fs";
import { run } from "mote:process";

let passed = 0, failed = 0;

const short = (value) => `${value}`.slice(0, 400);

/** Compares; texts may be compared with a regular expression. */
export function check(name, got, wanted) {
  const ok = wanted instanceof RegExp ? wanted.test(got) : Object.is(got, wanted);
  if (ok) passed++;
  else failed++, console.log(`FAIL ${name}\n    expected ${short(wanted)}\n    got      ${short(got)}`);
}

/** Runs the tests of a party that answers to a command; a skip that is said, where it does not. */
export async function party(command, probe, tests) {
  try {
    if (!(await run(command, probe, { stderr: "ignore" })).success) throw new Error("it fails");
  } catch {
    console.log(`${command} is not there: its tests are skipped\n0 passed, 0 failed, 1 skipped`);
    return;
  }
  const patience = setTimeout(() => {
    console.log(`FAIL ${command}: nothing happens any more\n${passed} passed, ${failed + 1} failed, 0 skipped`);
    process.exit(1);
  }, 60_000);
  try {
    await tests();
  } catch (error) {
    failed++;
    console.log(`FAIL ${command}:`, error);
  }
  clearTimeout(patience);
  console.log(`${passed} passed, ${failed} failed, 0 skipped`);
  process.exit(failed ? 1 : 0);
}

export const certificates = new URL("../../tls/_support/", import.meta.url).pathname;
export const tls = { cert: readFileSync(certificates + "localhost.pem", "utf8"), key: readFileSync(certificates + "localhost-key.pem", "utf8") };
export const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something is so, 5 seconds at most. */
export async function until(condition) {
  for (let i = 0; i < 250 && !condition(); i++) await later(20);
  return condition();
}
