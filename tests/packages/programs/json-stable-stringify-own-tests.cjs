// SPDX-License-Identifier: MIT
// The tests that json-stable-stringify brings, in tape.
require("./_support/own-tests.cjs")("json-stable-stringify");
