// SPDX-License-Identifier: MIT
// Runs one of Octane's suites: octane.cjs BASE FILE..., where BASE is Octane's base.js and the others are
// the suite's files. Prints the microseconds of a run, which are the geometric mean over the suite's
// benchmarks, and, for a suite that has one, the latency (the root mean square of its pauses).
//
// The suites measure and check themselves as Octane's shell does, with one difference: a second is
// enough however few its runs were. Octane wants up to 32 of them, of some suites a fixed number, which
// is minutes without a JIT.
const onQuickJs = typeof std === "object";
const files = onQuickJs ? scriptArgs.slice(1) : process.argv.slice(2);
const read = onQuickJs ? std.loadFile : (file) => require("fs").readFileSync(file, "utf8");
const run = onQuickJs ? std.loadScript : (file) => require("vm").runInThisContext(read(file), { filename: file });

// What Octane's files find in a shell.
Object.assign(globalThis, { load: run, read, print: () => {} });
files.forEach(run);

let failure;
BenchmarkSuite.config.doDeterministic = false;
for (const { benchmarks } of BenchmarkSuite.suites) for (const benchmark of benchmarks) benchmark.minIterations = 1;
BenchmarkSuite.RunSuites({ NotifyError: (suite, error) => (failure ??= new Error(`${suite}: ${error?.stack ?? error}`)) });
if (failure) throw failure;

for (const { name, results } of BenchmarkSuite.suites) {
  const key = name.toLowerCase();
  const latency = BenchmarkSuite.GeometricMeanLatency(results); // tenths of a microsecond
  console.log(key, BenchmarkSuite.GeometricMeanTime(results), "µs");
  if (latency) console.log(`${key}-latency`, latency / 10, "µs");
}
