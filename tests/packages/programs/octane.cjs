// SPDX-License-Identifier: MIT
// checkout: octane
// Octane's programs, each run a few times with its own check of the result; a program that is not in
// the checkout is named.
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const folder = process.env.CHECKOUT;
const load = (file) => vm.runInThisContext(fs.readFileSync(path.join(folder, file), "utf8"), { filename: file });
const lists = [["richards"], ["deltablue"], ["crypto"], ["raytrace"], ["earley-boyer"], ["regexp"], ["splay"], ["navier-stokes"],
  ["pdfjs"], ["mandreel"], ["gbemu-part1", "gbemu-part2"], ["code-load"], ["box2d"], ["zlib", "zlib-data"],
  ["typescript", "typescript-input", "typescript-compiler"]];

Object.assign(globalThis, { load, print: () => {}, read: (file) => fs.readFileSync(path.join(folder, file), "utf8") });
load("base.js");
for (const list of lists) {
  const files = list.map((name) => `${name}.js`);
  if (!files.every((file) => fs.existsSync(path.join(folder, file)))) {
    console.log("not in the checkout:", list[0]);
    continue;
  }
  BenchmarkSuite.suites = [];
  files.forEach(load);
  for (const suite of BenchmarkSuite.suites)
    for (const benchmark of suite.benchmarks) {
      try {
        BenchmarkSuite.ResetRNG();
        benchmark.Setup();
        for (let i = 0; i < Math.min(3, benchmark.minIterations || 3); i++) benchmark.run();
        benchmark.TearDown();
        console.log("ok", suite.name, benchmark.name);
      } catch (error) {
        console.log("not ok", suite.name, benchmark.name, String(error));
      }
    }
}
