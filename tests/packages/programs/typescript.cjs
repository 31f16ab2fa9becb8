// SPDX-License-Identifier: MIT
// typescript transpiles, checks and emits a project of its own, with its errors.
const ts = require("typescript");
const fs = require("fs");
const path = require("path");
const digest = require("./_support/digest.cjs");

const project = {
  "/main.ts": `import { Shape, area } from "./shape";
    import * as names from "./names";
    async function* all(shapes: Shape[]) { for (const s of shapes) yield [names.label(s), await area(s)] as const; }
    export class Registry<K extends string, V> { #map = new Map<K, V>(); constructor(private readonly log: (k: K) => void) {}
      @traced set(k: K, v: V) { this.log(k); this.#map.set(k, v); return this; } }
    function traced<T extends (...args: never[]) => unknown>(f: T, c: ClassMethodDecoratorContext) { return f; }
    export default all;`,
  "/shape.ts": `export type Shape = { kind: "circle"; r: number } | { kind: "square"; side: number };
    export async function area(s: Shape): Promise<number> {
      switch (s.kind) { case "circle": return Math.PI * s.r ** 2; case "square": return s.side * s.side; } }
    export enum Colour { Red = 1, Green = Red << 2, Blue = "b".length }
    export namespace Deep.Inner { export const a = 1; }`,
  "/names.ts": `import { Shape } from "./shape"; export const label = (s: Shape) => \`\${s.kind}!\`;`,
  "/wrong.ts": `import { area } from "./shape"; const n: number = area({ kind: "circle" }); n.foo; let u: { a: 1 } & { b?: string } = { a: 2 };
    function f<T>(x: T extends string ? 1 : 2): asserts x is never { return x }
    for (const a of 5) {} class A { abstract m(): void } new A().nope(); export { missing };`,
};

const library = path.dirname(require.resolve("typescript"));
function host(options, emitted) {
  const read = (name) => project[name] ?? (name.startsWith(library) && fs.existsSync(name) ? fs.readFileSync(name, "utf8") : undefined);
  return {
    getSourceFile: (name, version) => {
      const text = read(name);
      return text === undefined ? undefined : ts.createSourceFile(name, text, version);
    },
    getDefaultLibFileName: () => ts.getDefaultLibFilePath(options), getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name, useCaseSensitiveFileNames: () => true, getNewLine: () => "\n",
    fileExists: (name) => read(name) !== undefined, readFile: read, writeFile: (name, text) => emitted.push([name, text]),
  };
}

console.log(ts.version);
for (const target of [ts.ScriptTarget.ES5, ts.ScriptTarget.ES2017, ts.ScriptTarget.ESNext]) {
  const options = { target, module: ts.ModuleKind.CommonJS, strict: true, declaration: true, sourceMap: true,
    downlevelIteration: true, lib: ["lib.esnext.d.ts", "lib.dom.d.ts"], ignoreDeprecations: "5.0" };
  const emitted = [];
  const program = ts.createProgram(["/main.ts", "/wrong.ts"], options, host(options, emitted));
  const found = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  for (const { file, start, code, messageText } of found)
    console.log(file?.fileName, start, code, ts.flattenDiagnosticMessageText(messageText, "\n"));
  for (const [name, text] of emitted) console.log(name, digest(text));
}
