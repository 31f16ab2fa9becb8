// SPDX-License-Identifier: MIT
// marked renders the read-me files of the packages beside it, and what has every construct in it.
const { marked, Lexer } = require("marked");
const fs = require("fs");
const path = require("path");
const digest = require("./_support/digest.cjs");

for (const name of ["acorn", "terser", "typescript", "decimal.js", "qs", "ramda", "immutable", "minimist"]) {
  const folder = path.join("..", "node_modules", name);
  const file = fs.readdirSync(folder).find((entry) => /^read_?me\.(md|markdown)$/i.test(entry));
  const text = fs.readFileSync(path.join(folder, file), "utf8");
  console.log(name, digest(marked.parse(text)), digest(JSON.stringify(Lexer.lex(text))));
}
const text = `# A *title*

1. one
   - nested \`code\`
2. two <b>html</b>

| a | b |
|:--|--:|
| 1 | **2** |

> quoted\\
> [link](http://example.org "title") and ![image][ref] ~~gone~~

- [x] done
- [ ] open

\`\`\`js
let a = "<&>";
\`\`\`

[ref]: /picture.png
`;
console.log(marked.parse(text));
