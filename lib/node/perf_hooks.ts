// SPDX-License-Identifier: MIT
// node:perf_hooks: the clock.
module.exports = { performance };
