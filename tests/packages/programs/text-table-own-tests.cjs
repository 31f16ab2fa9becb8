// SPDX-License-Identifier: MIT
// The tests that text-table brings, in tape.
require("./_support/own-tests.cjs")("text-table");
