// SPDX-License-Identifier: MIT
// URLs as programs meet them, and the parameters of a query.
import { measure } from "./measure.mjs";

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

measure("url-parse", 20000, 0.8, (i) => new URL(urls[i % 10]).port.length);
measure("url-can-parse", 20000, 1, (i) => (URL.canParse(urls[i % 10]) ? 1 : 0));
measure("url-parameters", 20000, 11, () => new URLSearchParams("a=1&b=2&c=hello+world&d=%20x").get("c").length);
