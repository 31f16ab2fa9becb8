const path = require("path");
console.log(module.id, module.path === __dirname, module.parent, module.children.length); // expect: . true null 0
const child = require("./_support/child.cjs");
console.log(child.parent === module, child.id === child.filename, module.children[0] === child); // expect: true true true
console.log(module.paths.every((p) => path.basename(p) === "node_modules"), module.paths.at(-1)); // expect: true /node_modules
console.log(module.paths[0] === path.join(__dirname, "node_modules")); // expect: true
