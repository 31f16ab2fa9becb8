// SPDX-License-Identifier: MIT
// node:url: between paths and file: URLs.

const path = require("path");

const SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'():@&=+$,;/";

function pathToFileURL(name: string): { href: string; pathname: string; protocol: string; toString(): string } {
  let resolved = path.resolve(name);
  if (name.endsWith("/") && resolved !== "/") resolved += "/";
  let pathname = "";
  for (const character of resolved) pathname += SAFE.includes(character) ? character : encodeURIComponent(character);
  const href = `file://${pathname}`;
  return { href, pathname, protocol: "file:", toString: () => href };
}

function fileURLToPath(url: any): string {
  const href: string = typeof url === "string" ? url : url?.href;
  if (typeof href !== "string" || !href.startsWith("file://")) {
    const error = new TypeError("The URL must be of scheme file");
    throw Object.assign(error, { code: "ERR_INVALID_URL_SCHEME" });
  }
  const rest = href.slice(7);
  const end = Math.min(...["?", "#"].map((mark) => rest.indexOf(mark)).map((at) => (at < 0 ? rest.length : at)));
  return decodeURIComponent(rest.slice(rest.indexOf("/"), end));
}

module.exports = { fileURLToPath, pathToFileURL };
