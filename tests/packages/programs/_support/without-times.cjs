// SPDX-License-Identifier: MIT
// Takes times out of what is printed, so that two runs can be compared.
const { format } = require("util");

const clean = (text) => text.replace(/\d+(\.\d+)?( ?ms| secs?\b)/g, "N$2").replace(/\((\d+m?s)\)/g, "(N)");

module.exports = clean;
for (const name of ["log", "error", "info"]) {
  const print = console[name];
  console[name] = (...values) => print("%s", clean(format(...values)));
}
const write = process.stdout.write;
process.stdout.write = function (text, ...rest) {
  return write.call(this, typeof text === "string" ? clean(text) : text, ...rest);
};
