// SPDX-License-Identifier: MIT
// TypeScript compiles itself: typescript-self.cjs LIB, the folder lib of the package. Its API
// (typescript.js) parses, binds, checks and emits the compiler as the package ships it (_tsc.js), with
// the declarations of ES2020. The time is without loading the API. Every engine must find no errors and
// emit the same text.
const onQuickJs = typeof std === "object";
const folder = (onQuickJs ? scriptArgs[1] : process.argv[2]) + "/";
const read = onQuickJs ? std.loadFile : (file) => require("fs").readFileSync(file, "utf8");
const run = onQuickJs ? std.loadScript : (file) => require("vm").runInThisContext(read(file), { filename: file });
const emitted = { "5.9.3": "4506af8a" };

function digest(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

run(folder + "typescript.js");
const options = {
  allowJs: true,
  lib: ["lib.es2020.d.ts"],
  module: ts.ModuleKind.CommonJS,
  outDir: "/emitted",
  target: ts.ScriptTarget.ES2020,
  types: [],
};
const compiler = folder + "_tsc.js";
const output = [];
const host = {
  fileExists: (file) => file === compiler,
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => "/",
  getDefaultLibFileName: () => folder + "lib.d.ts",
  getDefaultLibLocation: () => folder,
  getDirectories: () => [],
  getNewLine: () => "\n",
  getSourceFile: (file, language) => ts.createSourceFile(file, read(file), language),
  readFile: read,
  useCaseSensitiveFileNames: () => true,
  writeFile: (file, text) => output.push(text),
};

const start = performance.now();
const program = ts.createProgram([compiler], options, host);
const errors = ts.getPreEmitDiagnostics(program);
const { emitSkipped } = program.emit();
const spent = performance.now() - start;

if (errors.length) throw new Error(`${errors.length} errors, the first: ${ts.flattenDiagnosticMessageText(errors[0].messageText, "\n")}`);
if (emitSkipped || output.length !== 1) throw new Error(`${output.length} files were emitted, not 1`);
const found = digest(output[0]);
if (found !== (emitted[ts.version] ?? found)) throw new Error(`the digest of what was emitted is ${found}`);
console.log("typescript-self", spent, "ms");
