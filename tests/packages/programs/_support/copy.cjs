// SPDX-License-Identifier: MIT
// Copies a folder with what is in it to a fresh place.
const fs = require("fs");
const path = require("path");

module.exports = function copy(from, to) {
  fs.rmSync(to, { recursive: true, force: true });
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copy(source, target);
    else fs.copyFileSync(source, target);
  }
};
