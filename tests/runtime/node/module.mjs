import { builtinModules, createRequire, isBuiltin } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
const require = createRequire(import.meta.url);
console.log(require("./_support/common.cjs"), typeof require("fs").readFileSync, isBuiltin("node:fs"), builtinModules.includes("path"));
console.log(fileURLToPath(import.meta.url) === import.meta.filename, pathToFileURL("/a b/ü").href, import.meta.dirname.endsWith("/node"));
// expect: { before: 1, circular: [ 'before' ], after: true } function true true
// expect: true file:///a%20b/%C3%BC true
