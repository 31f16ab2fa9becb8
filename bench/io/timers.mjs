// SPDX-License-Identifier: MIT
// A million timers are started: processor time for each.
const COUNT = 1e6, callback = () => {};
const before = process.cpuUsage();
for (let i = 0; i < COUNT; i++) setTimeout(callback, 1000 + (i % 1000));
const { user, system } = process.cpuUsage(before);
console.log(`${(((user + system) * 1000) / COUNT).toFixed(0)} ns of processor time each`);
process.exit(0);
