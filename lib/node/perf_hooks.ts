// SPDX-License-Identifier: MIT
// node:perf_hooks (https://nodejs.org/api/perf_hooks.html): the clock and the timeline.
module.exports = require("mote:internal/performance");
