// SPDX-License-Identifier: MIT
// The whole of promises-aplus-tests, in the mocha that it brings.
require("./_support/without-times.cjs");
const run = require("promises-aplus-tests");

// The tests reject promises that nobody handles.
process.on("unhandledRejection", () => {});
const adapter = {
  resolved: (value) => Promise.resolve(value),
  rejected: (reason) => Promise.reject(reason),
  deferred() {
    const { promise, resolve, reject } = withResolvers();
    return { promise, resolve, reject };
  },
};
function withResolvers() {
  let resolve, reject;
  const promise = new Promise((a, b) => ([resolve, reject] = [a, b]));
  return { promise, resolve, reject };
}
run(adapter, { reporter: "spec", slow: 100000 }, (error) => console.log(error ? String(error) : "all passed"));
