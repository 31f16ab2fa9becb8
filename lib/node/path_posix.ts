// SPDX-License-Identifier: MIT
// node:path/posix is node:path.
module.exports = require("path");
