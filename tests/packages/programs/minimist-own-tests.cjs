// SPDX-License-Identifier: MIT
// The tests that minimist brings, in tape.
require("./_support/own-tests.cjs")("minimist");
