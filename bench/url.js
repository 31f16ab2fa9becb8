// SPDX-License-Identifier: MIT
// URLs as programs meet them, and the parameters of a query.
const urls = [
  "https://example.com/",
  "https://www.google.com/search?q=hello+world&hl=en",
  "http://localhost:8080/api/v1/users/42?fields=name,email#top",
  "https://user:pass@sub.domain.example.org:8443/a/b/c.html?x=1&y=2",
  "file:///home/user/projects/mote/README.md",
  "https://cdn.jsdelivr.net/npm/lodash@4.17.21/lodash.min.js",
  "https://en.wikipedia.org/wiki/Uniform_Resource_Locator",
  "wss://stream.example.com/socket",
  "https://192.168.0.1/admin",
  "https://github.com/nodejs/node/blob/main/lib/internal/url.js#L100",
];

// The best of some rounds, in nanoseconds; each run adds `right` to the sum.
function measure(key, count, right, run) {
  let best = Infinity;
  for (let round = 0; round < 10; round++) {
    const started = performance.now();
    const sum = run(count);
    best = Math.min(best, performance.now() - started);
    if (sum !== count * right) throw new Error("a wrong result");
  }
  console.log(`${key} ${((best / count) * 1e6).toFixed(1)} ns`);
}

measure("url-parse", 20000, 0.8, (count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += new URL(urls[i % 10]).port.length;
  return sum;
});
measure("url-can-parse", 20000, 1, (count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += URL.canParse(urls[i % 10]) ? 1 : 0;
  return sum;
});
measure("url-parameters", 20000, 11, (count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += new URLSearchParams("a=1&b=2&c=hello+world&d=%20x").get("c").length;
  return sum;
});
