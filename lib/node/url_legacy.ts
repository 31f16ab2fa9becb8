// SPDX-License-Identifier: MIT
// What node:url had before the URL Standard: parse, format and resolve, with parts that may be missing
// (https://nodejs.org/api/url.html#legacy-url-api). Packages still use it; new code wants URL.

const { URLSearchParams, domainToASCII } = require("mote:internal/url");

// Schemes that have "//", a host and a path that begins with "/".
const SLASHED = new Set(["http:", "https:", "ftp:", "gopher:", "file:", "ws:", "wss:"]);
const SCRIPT = "javascript:";
const PARTS = ["protocol", "slashes", "auth", "host", "port", "hostname", "hash", "search", "query", "pathname", "path", "href"];
// What ends a host without belonging to the syntax, and what is written as escapes behind it.
const NO_HOST = /[\t\n\r "%';<>\\^`{|}]/, ESCAPED = /[\t\n\r "'<>\\^`{|}]/g;
const FORBIDDEN_IN_HOST = /[\0\t\n\r #%/:<>?@[\\\]^|]/;

function Url(this: any): void {
  for (const name of PARTS) this[name] = null;
}
Url.prototype.parse = function (text: any, parseQuery?: boolean, slashesDenoteHost?: boolean): any {
  return parseInto(this, text, parseQuery, slashesDenoteHost);
};
Url.prototype.format = function (): string {
  return formatParts(this);
};
Url.prototype.resolve = function (relative: string): string {
  return this.resolveObject(parse(relative, false, true)).format();
};
Url.prototype.resolveObject = function (relative: any): any {
  return resolveObject(this, typeof relative === "string" ? parse(relative, false, true) : relative);
};

function throwArgument(name: string, value: unknown): never {
  throw Object.assign(new TypeError(`The "${name}" argument must be of type string. Received ${value === null ? "null" : typeof value}`), { code: "ERR_INVALID_ARG_TYPE" });
}

function throwInvalid(input: string): never {
  throw Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL", input });
}

// ---- parsing ----------------------------------------------------------------------

const escapeCharacter = (c: string): string => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

// Backslashes before the query are slashes.
function withSlashes(text: string): string {
  const end = text.search(/[?#]/);
  return end < 0 ? text.replaceAll("\\", "/") : text.slice(0, end).replaceAll("\\", "/") + text.slice(end);
}

function toHostname(name: string, input: string): string {
  if (name.length > 255) return "";
  const lower = name.toLowerCase();
  if (FORBIDDEN_IN_HOST.test(lower)) throwInvalid(input);
  const ascii = /[^\0-\x7f]/.test(lower) ? domainToASCII(lower) : lower;
  if (lower && (!ascii || FORBIDDEN_IN_HOST.test(ascii))) throwInvalid(input);
  return ascii;
}

// Takes "user:password@host:port" off the text; gives what is left.
function takeHost(url: any, text: string, input: string): string {
  const syntaxEnd = text.search(/[/?#]/);
  const authority = syntaxEnd < 0 ? text : text.slice(0, syntaxEnd);
  const at = authority.lastIndexOf("@");
  if (at >= 0) url.auth = decodeURIComponent(authority.slice(0, at));
  const strange = authority.slice(at + 1).search(NO_HOST);
  const end = strange < 0 ? authority.length : at + 1 + strange;
  let hostname = authority.slice(at + 1, end), rest = text.slice(end);
  const port = /:([0-9]*)$/.exec(hostname);
  if (port) {
    if (port[1]) url.port = port[1];
    hostname = hostname.slice(0, port.index);
  }
  if (hostname.startsWith("[") && hostname.endsWith("]")) {
    url.hostname = hostname.slice(1, -1).toLowerCase();
    url.host = `[${url.hostname}]`;
    if (!rest.startsWith("/")) rest = `/${rest}`;
  } else {
    const colon = hostname.indexOf(":");
    if (colon >= 0) {
      rest = `/${hostname.slice(colon)}${rest}`;
      hostname = hostname.slice(0, colon);
    }
    url.host = url.hostname = toHostname(hostname, input);
  }
  if (url.port) url.host += `:${url.port}`;
  return rest;
}

// Like querystring.parse: a name that comes again has an array.
function parsePairs(query: string): Record<string, string | string[]> {
  const out: Record<string, any> = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    if (!(name in out)) out[name] = value;
    else if (Array.isArray(out[name])) out[name].push(value);
    else out[name] = [out[name], value];
  }
  return out;
}

function takeQueryAndHash(url: any, text: string, parseQuery: boolean): string {
  const hash = text.indexOf("#");
  if (hash >= 0) url.hash = text.slice(hash);
  const rest = hash < 0 ? text : text.slice(0, hash), mark = rest.indexOf("?");
  if (mark >= 0) {
    url.search = rest.slice(mark);
    url.query = parseQuery ? parsePairs(url.search.slice(1)) : url.search.slice(1);
  } else if (parseQuery) {
    url.search = null;
    url.query = Object.create(null);
  }
  return mark < 0 ? rest : rest.slice(0, mark);
}

function parseInto(url: any, text: any, parseQuery = false, slashesDenoteHost = false): any {
  if (typeof text !== "string") throwArgument("url", text);
  let rest = withSlashes(text.trim());
  const scheme = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
  if (scheme) {
    url.protocol = scheme.toLowerCase();
    rest = rest.slice(scheme.length);
  }
  const isScript = url.protocol === SCRIPT;
  if (!isScript && rest.startsWith("//") && (slashesDenoteHost || scheme || /^\/\/[^@/]+@[^@/]+/.test(rest))) {
    url.slashes = true;
    rest = rest.slice(2);
  }
  if (!isScript && (url.slashes || (scheme && !SLASHED.has(url.protocol)))) rest = takeHost(url, rest, text);
  if (!isScript) rest = rest.replace(ESCAPED, escapeCharacter);
  const pathname = takeQueryAndHash(url, rest, parseQuery);
  if (pathname) url.pathname = pathname;
  else if (SLASHED.has(url.protocol) && url.hostname) url.pathname = "/";
  if (url.pathname || url.search) url.path = (url.pathname ?? "") + (url.search ?? "");
  url.href = formatParts(url);
  return url;
}

// The parts of a URL; those that it does not have are null.
function parse(text: any, parseQuery?: boolean, slashesDenoteHost?: boolean): any {
  if (text instanceof (Url as any)) return text;
  return parseInto(new (Url as any)(), text, parseQuery, slashesDenoteHost);
}

// ---- formatting -------------------------------------------------------------------

function hostOf(url: any): string {
  const auth = url.auth ? `${encodeURIComponent(url.auth).replaceAll("%3A", ":")}@` : "";
  if (url.host) return auth + url.host;
  if (!url.hostname) return "";
  const name = url.hostname.includes(":") && !url.hostname.startsWith("[") ? `[${url.hostname}]` : url.hostname;
  return auth + name + (url.port ? `:${url.port}` : "");
}

function searchOf(url: any): string {
  let search = url.search ?? "";
  if (!search && url.query !== null && typeof url.query === "object") {
    const pairs = Object.entries(url.query).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => [name, each]));
    search = pairs.map(([name, value]) => `${encodeURIComponent(name as string)}=${["string", "number", "bigint", "boolean"].includes(typeof value) ? encodeURIComponent(value as string) : ""}`).join("&");
  }
  if (search && !search.startsWith("?")) search = `?${search}`;
  return search.replaceAll("#", "%23");
}

function formatParts(url: any): string {
  let protocol = url.protocol ?? "", host = hostOf(url), hash = url.hash ?? "";
  let pathname = (url.pathname ?? "").replaceAll("#", "%23").replaceAll("?", "%3F");
  if (protocol && !protocol.endsWith(":")) protocol += ":";
  if (url.slashes || SLASHED.has(protocol)) {
    if (url.slashes || host) {
      if (pathname && !pathname.startsWith("/")) pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol === "file:") {
      host = "//";
    }
  }
  if (hash && !hash.startsWith("#")) hash = `#${hash}`;
  return protocol + host + pathname + searchOf(url) + hash;
}

// ---- resolving --------------------------------------------------------------------

function copyOf(url: any): any {
  return Object.assign(new (Url as any)(), url);
}

// Takes "." and ".." out of a path; a relative one keeps those that lead above its beginning.
function withoutDots(path: string, isAbsolute: boolean): string {
  const out: string[] = [], parts = path.split("/");
  if (isAbsolute && parts[0] === "") parts.shift();
  const last = parts.at(-1);
  for (const part of parts) {
    if (part === ".") continue;
    if (part !== "..") out.push(part);
    else if (out.length && out.at(-1) !== "..") out.pop();
    else if (!isAbsolute) out.push(part);
  }
  if (last === "." || last === "..") out.push("");
  return (isAbsolute ? "/" : "") + out.join("/");
}

function mergedPath(base: any, relative: any): string | null {
  const from = base.pathname ?? "", to = relative.pathname ?? "";
  const isAbsolute = to.startsWith("/") || from.startsWith("/") || Boolean(base.host && to);
  if (!to) return base.pathname && withoutDots(from, isAbsolute);
  if (to.startsWith("/")) return withoutDots(to, true);
  return withoutDots(from.slice(0, from.lastIndexOf("/") + 1) + to, isAbsolute) || null;
}

function finish(url: any): any {
  if (!url.pathname && url.host && SLASHED.has(url.protocol)) url.pathname = "/";
  url.path = url.pathname || url.search ? (url.pathname ?? "") + (url.search ?? "") : null;
  url.href = formatParts(url);
  return url;
}

// "http:host/path", where that is no path relative to a base.
function withHost(url: any): any {
  if (url.host || !SLASHED.has(url.protocol) || url.protocol === "file:") return url;
  const parts = /^\/*([^/]*)(.*)$/s.exec(url.pathname ?? "")!;
  url.host = url.hostname = parts[1];
  url.pathname = parts[2] || "/";
  url.slashes = true;
  return url;
}

function resolveObject(base: any, relative: any): any {
  if (relative.protocol && relative.protocol !== base.protocol) return finish(withHost(copyOf(relative)));
  const result = copyOf(base);
  result.hash = relative.hash;
  if (relative.href === "") return finish(result);
  if (relative.slashes || relative.host) {
    for (const name of ["auth", "host", "hostname", "port", "search", "query"]) result[name] = relative[name];
    result.slashes = result.slashes || relative.slashes;
    result.pathname = relative.pathname && withoutDots(relative.pathname, true);
    return finish(result);
  }
  if (relative.pathname || relative.search !== null) {
    result.search = relative.search;
    result.query = relative.query;
  }
  result.pathname = mergedPath(base, relative);
  return finish(result);
}

// The second, as a link in a document at the first.
function resolve(from: string, to: string): string {
  return parse(from, false, true).resolve(to);
}

// The text of parts, of an object like what parse gives.
function format(parts: any): string {
  if (typeof parts === "string") return parse(parts).format();
  if (typeof parts !== "object" || parts === null) {
    throw Object.assign(new TypeError(`The "urlObject" argument must be one of type object or string. Received ${parts === null ? "null" : typeof parts}`), { code: "ERR_INVALID_ARG_TYPE" });
  }
  return formatParts(parts);
}

module.exports = { Url, parse, format, resolve, resolveObject: (from: any, to: any) => (from ? parse(from, false, true).resolveObject(to) : to) };
