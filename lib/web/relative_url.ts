// SPDX-License-Identifier: MIT
// The URLs that constructors take (https://html.spec.whatwg.org/multipage/urls-and-fetching.html#encoding-parsing-a-url):
// those that are relative are meant from `location`, where the program or its worker has one.

const { URL } = require("mote:internal/url");
const { parse } = URL;

// A URL object; null: the text is none.
function parseUrl(text: string): any {
  return parse(text) ?? parse(text, (globalThis as any).location?.href);
}

module.exports = { parseUrl };
