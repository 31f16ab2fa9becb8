// SPDX-License-Identifier: MIT
// measure(name, count, body, expected): body(count) does `count` units of work and must answer
// `expected`; prints the nanoseconds of one unit, the best of many rounds. A round is short (1 ms),
// so that some fall where the machine does nothing else. An argument selects rows by their name.
export function measure(name, count, body, expected) {
  if (typeof process === "object" && process.argv[2] && !name.includes(process.argv[2])) return;
  let best = Infinity;
  for (let round = 0; round < 40; round++) {
    let repeats = 0;
    let spent = 0;
    const start = performance.now();
    do {
      const result = body(count);
      repeats++;
      spent = performance.now() - start;
      if (!Object.is(result, expected)) throw new Error(`${name}: ${result} is not ${expected}`);
    } while (spent < 1);
    best = Math.min(best, spent / repeats);
  }
  console.log(name, (best * 1e6) / count, "ns");
}
