// SPDX-License-Identifier: MIT
// The tests that object-inspect brings, in tape.
require("./_support/own-tests.cjs")("object-inspect");
