// SPDX-License-Identifier: MIT
// prettier's standalone build formats a file of each language.
const prettier = require("prettier/standalone");
const fs = require("fs");
const path = require("path");
const digest = require("./_support/digest.cjs");

const plugins = ["babel", "estree", "typescript", "markdown", "postcss", "html", "yaml", "graphql"]
  .map((name) => require(`prettier/plugins/${name}`));
const inPackage = (name, file) => path.join("..", "node_modules", name, file);

const jobs = [
  [inPackage("acorn", "dist/acorn.js"), "babel"], [inPackage("terser", "tools/terser.d.ts"), "typescript"],
  [inPackage("decimal.js", "decimal.d.ts"), "typescript"], [inPackage("acorn", "README.md"), "markdown"],
  [inPackage("mocha", "mocha.css"), "css"], [inPackage("marked", "package.json"), "json"],
];
const small = {
  babel: "async function*a({b,c=1,...d}){for await(const e of f)yield* g?.[h]??(await i)} class J{#k=1;static{l()}}",
  typescript: "enum A{b=1,c}; function d<T extends {a:string}>(this:E,f?:T):asserts f is NonNullable<T>{}",
  html: "<div class=a   id='b'><p>text<br>more</p><script>let a=1</script></div>",
  yaml: "a:   1\nb:\n    - c\n    -   d: {e: f}\n", graphql: "query A($b:Int){c(d:$b){e f}}", scss: "a{b{c:d;&:hover{e:f}}}",
};

async function main() {
  for (const [file, parser] of jobs)
    console.log(path.basename(file), digest(await prettier.format(fs.readFileSync(file, "utf8"), { parser, plugins })));
  for (const parser in small) console.log(await prettier.format(small[parser], { parser, plugins, printWidth: 60 }));
  await prettier.format("let = =", { parser: "babel", plugins }).catch((error) => console.log(error.name, error.message));
}
main();
