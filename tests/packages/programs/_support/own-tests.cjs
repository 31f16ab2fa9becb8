// SPDX-License-Identifier: MIT
// Runs the test programs that a package brings in its folder test/; those that want a package which
// is not installed are named instead.
const fs = require("fs");
const path = require("path");

module.exports = function ownTests(name, leaveOut = []) {
  const folder = path.join(path.dirname(require.resolve(`${name}/package.json`)), "test");
  for (const file of fs.readdirSync(folder).sort()) {
    if (!file.endsWith(".js") || leaveOut.includes(file)) continue;
    try {
      require(path.join(folder, file));
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
      console.log("left out", file, error.message.split("\n")[0]);
    }
  }
};
