// SPDX-License-Identifier: MIT
//
// Lets Node run .tscl files: their types are stripped, and they are modules
// when they are not valid scripts.
import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

function isScript(source) {
  try {
    return Boolean(new Script(`(function () {${source}\n})`));
  } catch {
    return false;
  }
}

registerHooks({
  load(url, context, next) {
    if (!url.endsWith(".tscl")) return next(url, context);
    const text = readFileSync(fileURLToPath(url), "utf8");
    const source = stripTypeScriptTypes(text, { mode: "transform" });
    return { format: isScript(source) ? "commonjs" : "module", source, shortCircuit: true };
  },
});
