// SPDX-License-Identifier: MIT
// typescript type-checks and emits mote's own examples.
const ts = require("typescript");
const fs = require("fs");
const path = require("path");
const digest = require("./_support/digest.cjs");

const examples = path.resolve("../../../examples");
const declarations = "declare var console: any, process: any, performance: any; declare function setTimeout(f: any, ms?: number): any;" +
  "declare module 'node:*' { const all: any; export = all; }";
const files = fs.readdirSync(examples).filter((name) => /\.ts$/.test(name)).sort();
const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, lib: ["lib.esnext.d.ts"], strict: true,
  moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], allowImportingTsExtensions: true, rewriteRelativeImportExtensions: true };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.fileExists = (name) => name === "/ambient.d.ts" || fileExists(name);
host.getSourceFile = (name, ...rest) =>
  name === "/ambient.d.ts" ? ts.createSourceFile(name, declarations, rest[0]) : getSourceFile(name, ...rest);
host.writeFile = (name, text) => console.log(path.basename(name), digest(text));
const program = ts.createProgram([...files.map((name) => path.join(examples, name)), "/ambient.d.ts"], options, host);
for (const { file, start, code, messageText } of ts.getPreEmitDiagnostics(program))
  console.log(file && path.basename(file.fileName), start, code, ts.flattenDiagnosticMessageText(messageText, "\n"));
program.emit();
