// SPDX-License-Identifier: MIT
// node:module: createRequire and the names of the builtin modules.

const { builtinModules, createRequire } = require("mote:internal");
const { fileURLToPath } = require("url");

const builtins: string[] = builtinModules();

module.exports = {
  builtinModules: builtins,
  createRequire: (from: any) => createRequire(typeof from === "string" && from[0] === "/" ? from : fileURLToPath(from)),
  isBuiltin: (name: string) => builtins.includes(name.startsWith("node:") ? name.slice(5) : name),
};
