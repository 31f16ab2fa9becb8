// SPDX-License-Identifier: MIT
// acorn parses its own source.
const acorn = require("acorn");
const fs = require("fs");
const digest = require("./_support/digest.cjs");

const text = fs.readFileSync(require.resolve("acorn"), "utf8");
const tokens = [];
const comments = [];
const tree = acorn.parse(text, { ecmaVersion: "latest", locations: true, onToken: tokens, onComment: comments });
console.log("tree", digest(JSON.stringify(tree)));
console.log("tokens", tokens.length, digest(tokens.map((token) => `${token.type.label} ${token.start}`).join("\n")));
console.log("comments", comments.length, digest(comments.map((comment) => comment.value).join("\n")));
try {
  acorn.parse("let a = 1;\nlet a = 2;", { ecmaVersion: 2020 });
} catch (error) {
  console.log(error.name, error.message, error.pos, error.loc);
}
