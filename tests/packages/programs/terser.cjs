// SPDX-License-Identifier: MIT
// terser minifies acorn, a part of lodash and its own bundle; the minified acorn still parses.
const { minify } = require("terser");
const fs = require("fs");
const path = require("path");
const digest = require("./_support/digest.cjs");

async function main() {
  const files = [require.resolve("acorn"), require.resolve("lodash/fp/_baseConvert"), require.resolve("minimist"),
    require.resolve("pako"), path.join(path.dirname(require.resolve("terser")), "bundle.min.js")];
  for (const file of files) {
    const text = fs.readFileSync(file, "utf8");
    const { code, map } = await minify({ [path.basename(file)]: text }, { compress: { passes: 2 }, mangle: true, sourceMap: true });
    console.log(path.basename(file), digest(code), digest(map));
    if (file !== files[0]) continue;
    const module = { exports: {} };
    new Function("module", "exports", code)(module, module.exports);
    console.log("and runs:", digest(JSON.stringify(module.exports.parse(text, { ecmaVersion: 2022 }))));
  }
  console.log((await minify("let unused = 1; export function f(long) { return long * 60 * 60 }", { module: true })).code);
  await minify("let (").catch((error) => console.log(error.name, error.message, error.line, error.col));
}
main();
