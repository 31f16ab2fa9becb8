// SPDX-License-Identifier: MIT
// @babel/parser parses its own bundle, TypeScript's declarations, and what it must recover from.
const { parse } = require("@babel/parser");
const fs = require("fs");
const path = require("path");
const digest = require("./_support/digest.cjs");

const show = (tree) => digest(JSON.stringify(tree, (key, value) => (typeof value === "bigint" ? `${value}n` : value)));
const bundle = fs.readFileSync(require.resolve("@babel/parser"), "utf8");
console.log("its own bundle", show(parse(bundle, { tokens: true })));
const declarations = path.join(path.dirname(require.resolve("typescript")), "typescript.d.ts");
console.log("typescript.d.ts", show(parse(fs.readFileSync(declarations, "utf8"), { sourceType: "module", plugins: ["typescript"] })));
console.log("jsx", show(parse("const a = <b c={d}>e {...f}</b>;", { plugins: ["jsx"] })));
const broken = parse("let a; let a; return 1; 08n", { errorRecovery: true });
console.log(broken.errors.map((error) => `${error.code} ${error.reasonCode} ${error.message}`));
