// SPDX-License-Identifier: MIT
// checkout: decimal.js
// decimal.js's own tests.
const path = require("path");
require("./_support/without-times.cjs");
require(path.join(process.env.CHECKOUT, "test/test.js"));
