// SPDX-License-Identifier: MIT
// node:assert/strict: node:assert with the strict comparisons under the plain names.
module.exports = require("assert").strict;
