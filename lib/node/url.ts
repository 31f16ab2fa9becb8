// SPDX-License-Identifier: MIT
// node:url (https://nodejs.org/api/url.html): the classes of the URL Standard, and file: URLs; the older functions are in
// url_legacy.ts.

const path = require("path");
const { URL, URLSearchParams, domainToASCII, domainToUnicode, filePath, fileUrl } = require("mote:internal/url");

const isUrl = (value: any): boolean => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

function throwType(name: string, expected: string): never {
  throw Object.assign(new TypeError(`The "${name}" argument must be ${expected}`), { code: "ERR_INVALID_ARG_TYPE" });
}

// The file: URL of a path, which is made absolute.
function pathToFileURL(name: unknown): URL {
  if (typeof name !== "string") throwType("path", "of type string");
  let resolved = path.resolve(name);
  if (name.endsWith("/") && resolved !== "/") resolved += "/";
  return new URL(fileUrl(resolved));
}

// The path of a file: URL.
function fileURLToPath(url: any): string {
  if (typeof url !== "string" && !isUrl(url)) throwType("path", "of type string or an instance of URL");
  return filePath(typeof url === "string" ? url : url.href);
}

// What http.request wants to know of a URL.
function urlToHttpOptions(url: any): Record<string, unknown> {
  const { hostname, pathname, port, username, password, search } = url;
  const options: Record<string, unknown> = {
    __proto__: null, ...url,
    protocol: url.protocol,
    hostname: hostname?.[0] === "[" ? hostname.slice(1, -1) : hostname,
    hash: url.hash, search, pathname,
    path: `${pathname || ""}${search || ""}`,
    href: url.href,
  };
  if (port !== "") options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

const legacy = (): any => require("mote:internal/url_legacy");

// The text of a URL, with parts left out: { auth, fragment, search, unicode }; or of an object as parse gives it.
function format(url: any, options: any = {}): string {
  if (!(url instanceof URL)) return legacy().format(url);
  const { auth = true, fragment = true, search = true, unicode = false } = options ?? {};
  const copy = new URL(url.href);
  if (!auth) copy.username = copy.password = "";
  if (!fragment) copy.hash = "";
  if (!search) copy.search = "";
  if (!unicode || !copy.host) return copy.href;
  return copy.href.replace(copy.hostname, () => domainToUnicode(copy.hostname));
}

module.exports = {
  URL, URLSearchParams, domainToASCII, domainToUnicode, fileURLToPath, format, pathToFileURL, urlToHttpOptions,
  parse: (text: any, parseQuery?: boolean, slashesDenoteHost?: boolean) => legacy().parse(text, parseQuery, slashesDenoteHost),
  resolve: (from: string, to: string) => legacy().resolve(from, to),
  resolveObject: (from: any, to: any) => legacy().resolveObject(from, to),
  get Url() {
    return legacy().Url;
  },
};
