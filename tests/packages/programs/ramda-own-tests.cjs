// SPDX-License-Identifier: MIT
// checkout: ramda
// ramda's own tests in mocha, over the package from npm. Left out: the order of natural languages (Intl),
// another context of node:vm, and the examples in its comments, which need a documentation tool.
require("./_support/without-times.cjs"); // before mocha takes console.log
const copy = require("./_support/copy.cjs");
const Mocha = require("mocha");
const fs = require("fs");
const path = require("path");

const leaveOut = ["ascendNatural.js", "descendNatural.js", "examplesRunner.js", "invoker.js"];
const folder = path.join(process.env.OUTPUT, "ramda-own-tests");
copy(path.join(process.env.CHECKOUT, "test"), path.join(folder, "test"));
copy(path.dirname(require.resolve("ramda")), path.join(folder, "source"));
const mocha = new Mocha({ reporter: "spec", slow: 100000, timeout: 60000 });
for (const file of fs.readdirSync(path.join(folder, "test")).sort())
  if (file.endsWith(".js") && !leaveOut.includes(file)) mocha.addFile(path.join(folder, "test", file));
mocha.run((failures) => console.log("failures:", failures));
