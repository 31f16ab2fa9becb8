// SPDX-License-Identifier: MIT
// checkout: acorn
// acorn's own tests, over the packages from npm. The test of running out of stack is left out: how deep
// a program may nest is each engine's own affair.
const path = require("path");
const copy = require("./_support/copy.cjs");
require("./_support/without-times.cjs");

const folder = path.join(process.env.OUTPUT, "acorn-own-tests");
copy(path.join(process.env.CHECKOUT, "test"), path.join(folder, "test"));
for (const name of ["acorn", "acorn-loose"])
  copy(path.dirname(require.resolve(`${name}/package.json`)), path.join(folder, name));

const driver = require(path.join(folder, "test/driver.js"));
const { testFail } = driver;
driver.testFail = global.testFail = (code, message, ...rest) => {
  if (message !== "~Not enough stack space") testFail(code, message, ...rest);
};
require(path.join(folder, "test/run.js"));
