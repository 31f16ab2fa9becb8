// SPDX-License-Identifier: MIT
// checkout: decimal.js
// decimal.js's own tests.
const path = require("path");
require("./_support/without-times.cjs");

// They make up numbers; both engines are to have the same ones.
let seed = 1;
Math.random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
require(path.join(process.env.CHECKOUT, "test/test.js"));
