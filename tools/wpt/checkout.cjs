// SPDX-License-Identifier: MIT
// Files of a checkout of the web-platform-tests: where they lie, their types, and what their server puts into those
// with ".sub." in their names. For environment.cjs and server.mjs.
"use strict";

const fs = require("fs");
const path = require("path");

const TYPES = {
  ".html": "text/html", ".htm": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".json": "application/json", ".txt": "text/plain", ".idl": "text/plain", ".xml": "application/xml",
  ".png": "image/png", ".gif": "image/gif", ".jpg": "image/jpeg", ".event_stream": "text/event-stream",
};

/** The file of a path that begins with "/", or undefined; nothing outside of the checkout. */
function locate(checkout, pathname) {
  let name;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const whole = path.join(checkout, name);
  if (!whole.startsWith(checkout + path.sep) || name.includes("\0")) return undefined;
  return fs.existsSync(whole) && fs.statSync(whole).isFile() ? whole : undefined;
}

/**
 * Replaces "{{…}}". server: the address of server.mjs, whose second port is the next; request: { url, headers }, where
 * there is one.
 */
function substitute(text, server, request) {
  const { hostname, port } = new URL(server), other = `${Number(port) + 1}`;
  const values = {
    host: hostname, "ports[http][0]": port, "ports[http][1]": other, "ports[ws][0]": port, "ports[https][0]": "8443",
    "ports[https][1]": "8444", "ports[wss][0]": "8444", "ports[h2][0]": "9000", "domains[]": hostname,
    "domains[www]": `www.${hostname}`, "domains[www1]": `www1.${hostname}`, "domains[www2]": `www2.${hostname}`,
    "hosts[][]": hostname, "hosts[][www]": `www.${hostname}`, "hosts[alt][]": `not-${hostname}`, "hosts[alt][www]": `www.not-${hostname}`,
    "location[server]": server, "location[scheme]": "http", "location[host]": `${hostname}:${port}`, "uuid()": crypto.randomUUID(),
  };
  return text.replace(/\{\{([^}]*)\}\}/g, (all, key) => {
    if (key in values) return values[key];
    const [, kind, name] = /^(GET|headers)\[(.*)\]$/.exec(key) ?? [];
    if (kind === "GET") return request?.url.searchParams.get(name) ?? "";
    return kind === "headers" ? request?.headers.get(name) ?? "" : all;
  });
}

/** The text of a file, as the server would give it. */
function read(whole, server) {
  const text = fs.readFileSync(whole, "utf8");
  return /\.sub\./.test(whole) ? substitute(text, server) : text;
}

const typeOf = (whole) => TYPES[path.extname(whole)] ?? "application/octet-stream";

module.exports = { locate, read, substitute, typeOf };
