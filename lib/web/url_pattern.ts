// SPDX-License-Identifier: MIT
// URLPattern (https://urlpattern.spec.whatwg.org/).

const { URL } = require("mote:internal/url");
const { defineInspection, expose, toDictionary, toUsvString } = require("mote:internal/web_idl");
const { compile } = require("mote:internal/url_pattern_parts");
const {
  COMPONENTS, DEFAULT_OPTIONS, DEFAULT_PORTS, canonicalizers, matchesSpecialScheme, parseConstructorString, processInit,
} = require("mote:internal/url_pattern_init");

type Pattern = Record<string, { pattern: string; regexp: RegExp; names: string[]; hasRegExpGroups: boolean }>;

const HOSTNAME_OPTIONS = { delimiter: ".", prefix: "" };
const PATHNAME_OPTIONS = { delimiter: "/", prefix: "/" };
const MEMBERS = ["baseURL", "hash", "hostname", "password", "pathname", "port", "protocol", "search", "username"];

// (USVString or URLPatternInit)
function toInput(value: any): any {
  if (value !== undefined && value !== null && typeof value !== "object" && typeof value !== "function") return toUsvString(value);
  const init: any = { __proto__: null }, source = toDictionary(value, "The input");
  for (const name of MEMBERS) {
    const member = source[name];
    if (member !== undefined) init[name] = toUsvString(member);
  }
  return init;
}

const isIpv6Pattern = (hostname: string): boolean => /^(?:\[.|[{\\]\[)/su.test(hostname);

// Create a URL pattern.
function createPattern(input: any, baseUrl: string | undefined, ignoreCase: boolean): Pattern {
  let init = input;
  if (typeof input === "string") {
    init = parseConstructorString(input);
    if (baseUrl !== undefined) init.baseURL = baseUrl;
    else if (init.protocol === undefined) throw new TypeError(`A base URL must be given for the relative pattern '${input}'`);
  } else if (baseUrl !== undefined) {
    throw new TypeError("A base URL may not be given beside a dictionary");
  }
  const processed = processInit(init, true, {});
  for (const name of COMPONENTS) processed[name] ??= "*";
  if (processed.port !== "" && DEFAULT_PORTS[processed.protocol] === processed.port) processed.port = "";
  const pattern: Pattern = { __proto__: null } as any;
  const add = (name: string, options: object, canonicalizer = name): void => {
    pattern[name] = compile(processed[name], canonicalizers[canonicalizer], options);
  };
  for (const name of ["protocol", "username", "password"]) add(name, DEFAULT_OPTIONS);
  add("hostname", HOSTNAME_OPTIONS, isIpv6Pattern(processed.hostname) ? "ipv6Hostname" : "hostname");
  add("port", DEFAULT_OPTIONS);
  if (matchesSpecialScheme(pattern.protocol)) add("pathname", { ...PATHNAME_OPTIONS, ignoreCase });
  else add("pathname", { ...DEFAULT_OPTIONS, ignoreCase }, "opaquePathname");
  for (const name of ["search", "hash"]) add(name, { ...DEFAULT_OPTIONS, ignoreCase });
  return pattern;
}

// The components of what is to be matched; undefined: it is no URL. inputs: what the result will name.
function componentsOf(input: any, baseUrl: string | undefined, inputs: unknown[]): Record<string, string> | undefined {
  inputs.push(typeof input === "string" ? input : { ...input });
  if (typeof input !== "string") {
    if (baseUrl !== undefined) throw new TypeError("A base URL may not be given beside a dictionary");
    try {
      return processInit(input, false, Object.fromEntries(COMPONENTS.map((name: string) => [name, ""])));
    } catch {
      return undefined;
    }
  }
  const url = URL.parse(input, baseUrl);
  if (!url) return undefined;
  if (baseUrl !== undefined) inputs.push(baseUrl);
  const { protocol, username, password, hostname, port, pathname, search, hash } = url;
  return { protocol: protocol.slice(0, -1), username, password, hostname, port, pathname, search: search.slice(1), hash: hash.slice(1) };
}

class URLPattern {
  #pattern: Pattern;

  // (input, baseURL, options) or (input, options)
  constructor(input: unknown = {}, ...rest: any[]) {
    const hasBase = rest.length > 1 || (rest[0] !== undefined && rest[0] !== null && typeof rest[0] !== "object" && typeof rest[0] !== "function");
    const base = hasBase ? toUsvString(rest[0]) : undefined;
    const ignoreCase = Boolean(toDictionary(rest[hasBase ? 1 : 0], "The options").ignoreCase);
    this.#pattern = createPattern(toInput(input), base, ignoreCase);
  }

  #match(input: unknown, baseUrl: unknown): any {
    const inputs: unknown[] = [];
    const components = componentsOf(toInput(input), baseUrl === undefined ? undefined : toUsvString(baseUrl), inputs);
    if (!components) return null;
    const result: any = { inputs };
    for (const name of COMPONENTS) {
      const { regexp, names } = this.#pattern[name], found = regexp.exec(components[name]);
      if (!found) return null;
      const groups: Record<string, string | undefined> = {};
      names.forEach((group, i) => Object.defineProperty(groups, group, { value: found[i + 1], writable: true, enumerable: true, configurable: true }));
      result[name] = { input: components[name], groups };
    }
    return result;
  }
  // Whether the pattern matches a URL, as a text with a base URL perhaps, or as a dictionary of its components.
  test(input: unknown = {}, baseURL: unknown = undefined): boolean {
    return this.#match(input, baseURL) !== null;
  }
  // What the groups of each component match; null: it does not match.
  exec(input: unknown = {}, baseURL: unknown = undefined): unknown {
    return this.#match(input, baseURL);
  }

  get protocol(): string {
    return this.#pattern.protocol.pattern;
  }
  get username(): string {
    return this.#pattern.username.pattern;
  }
  get password(): string {
    return this.#pattern.password.pattern;
  }
  get hostname(): string {
    return this.#pattern.hostname.pattern;
  }
  get port(): string {
    return this.#pattern.port.pattern;
  }
  get pathname(): string {
    return this.#pattern.pathname.pattern;
  }
  get search(): string {
    return this.#pattern.search.pattern;
  }
  get hash(): string {
    return this.#pattern.hash.pattern;
  }
  get hasRegExpGroups(): boolean {
    return COMPONENTS.some((name: string) => this.#pattern[name].hasRegExpGroups);
  }
}
expose(URLPattern);
defineInspection(URLPattern, (pattern: any) => Object.fromEntries([...COMPONENTS, "hasRegExpGroups"].map((name) => [name, pattern[name]])));
for (const name of ["test", "exec"]) Object.defineProperty((URLPattern.prototype as any)[name], "length", { value: 0, configurable: true });

module.exports = { URLPattern };
