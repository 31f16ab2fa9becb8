// SPDX-License-Identifier: MIT
// What URLPattern is given: dictionaries and constructor strings, and their components in canonical form.
// https://urlpattern.spec.whatwg.org/#constructor-string-parsing and #canon

const { URL } = require("mote:internal/url");
const { compile, escapePattern, tokenize } = require("mote:internal/url_pattern_parts");

type ComponentName = "protocol" | "username" | "password" | "hostname" | "port" | "pathname" | "search" | "hash";
type Init = { [Name in ComponentName | "baseURL"]?: string };

const COMPONENTS: ComponentName[] = ["protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"];
const DEFAULT_PORTS: Record<string, string> = { "__proto__": null as any, ftp: "21", file: "", http: "80", https: "443", ws: "80", wss: "443" };
const isSpecial = (protocol: string): boolean => protocol in DEFAULT_PORTS;
const DEFAULT_OPTIONS = { delimiter: "", prefix: "" };

// ---- canonical form -----------------------------------------------------------------

const dummy = (): any => new URL("https://dummy.invalid/");

function refuse(what: string, value: string): never {
  throw new TypeError(`Invalid ${what} '${value}'`);
}

function canonicalizeProtocol(value: string): string {
  if (value === "") return value;
  const url = URL.parse(`${value}://dummy.invalid/`);
  return url ? url.protocol.slice(0, -1) : refuse("protocol", value);
}

// By setting an attribute of a URL. mark: what the attribute has before its value.
function canonicalizer(name: string, mark: string): (value: string) => string {
  return (value) => {
    if (value === "") return value;
    const url = dummy();
    url[name] = mark + value;
    return url[name].slice(mark.length);
  };
}
const canonicalizeUsername = canonicalizer("username", ""), canonicalizePassword = canonicalizer("password", "");
const canonicalizeSearch = canonicalizer("search", "?"), canonicalizeHash = canonicalizer("hash", "#");

function canonicalizeHostname(value: string): string {
  if (value === "") return value;
  const url = dummy();
  url.hostname = value; // has no effect where it is wrong
  if (url.hostname === "dummy.invalid" && value.toLowerCase() !== "dummy.invalid") refuse("hostname", value);
  return url.hostname;
}

function canonicalizeIpv6Hostname(value: string): string {
  return /^[0-9A-Fa-f:[\]]*$/.test(value) ? value.toLowerCase() : refuse("hostname", value);
}

function canonicalizePort(value: string, protocol?: string): string {
  if (value === "") return value;
  const digits = /^[0-9]+/.exec(value.replace(/[\t\n\r]/g, ""))?.[0] ?? refuse("port", value);
  const port = Number(digits) <= 65535 ? `${Number(digits)}` : refuse("port", value);
  return protocol !== undefined && DEFAULT_PORTS[protocol] === port ? "" : port;
}

function canonicalizePathname(value: string): string {
  if (value === "") return value;
  const isAbsolute = value[0] === "/", url = dummy();
  url.pathname = isAbsolute ? value : `/-${value}`;
  return isAbsolute ? url.pathname : url.pathname.slice(2);
}

// The opaque path state of the URL parser.
function canonicalizeOpaquePathname(value: string): string {
  const path = value.replace(/[\t\n\r]/g, "").replace(/[?#][^]*$/, "");
  return path.replace(/[^ -~]+/g, (text) => encodeURIComponent((text as any).toWellFormed()));
}

// ---- dictionaries -------------------------------------------------------------------

function isAbsolutePathname(path: string, isPattern: boolean): boolean {
  return path[0] === "/" || (isPattern && (path.startsWith("\\/") || path.startsWith("{/")));
}

function withoutEnd(text: string, mark: string): string {
  return text.endsWith(mark) ? text.slice(0, -1) : text;
}
function withoutStart(text: string, mark: string): string {
  return text.startsWith(mark) ? text.slice(1) : text;
}

// What a dictionary inherits from its base URL: nothing that it has itself, or that is less specific.
function inherit(init: Init, base: any, isPattern: boolean, result: Init): void {
  const lacks = (...names: ComponentName[]): boolean => names.every((name) => init[name] === undefined);
  const take = (text: string): string => (isPattern ? escapePattern(text) : text);
  if (lacks("protocol")) result.protocol = take(base.protocol.slice(0, -1));
  if (!isPattern && lacks("protocol", "hostname", "port", "username")) result.username = base.username;
  if (!isPattern && lacks("protocol", "hostname", "port", "username", "password")) result.password = base.password;
  if (lacks("protocol", "hostname")) result.hostname = take(base.hostname);
  if (lacks("protocol", "hostname", "port")) result.port = base.port;
  if (lacks("protocol", "hostname", "port", "pathname")) result.pathname = take(base.pathname);
  if (lacks("protocol", "hostname", "port", "pathname", "search")) result.search = take(base.search.slice(1));
  if (lacks("protocol", "hostname", "port", "pathname", "search", "hash")) result.hash = take(base.hash.slice(1));
}

function hasOpaquePath(url: any): boolean {
  return !isSpecial(url.protocol.slice(0, -1)) && url.pathname[0] !== "/" && url.pathname !== "" && url.host === "";
}

function processPathname(path: string, base: any, protocol: string, isPattern: boolean): string {
  if (base && !hasOpaquePath(base) && !isAbsolutePathname(path, isPattern)) {
    const basePath = isPattern ? escapePattern(base.pathname) : base.pathname;
    path = basePath.slice(0, basePath.lastIndexOf("/") + 1) + path;
  }
  if (isPattern) return path;
  return protocol === "" || isSpecial(protocol) ? canonicalizePathname(path) : canonicalizeOpaquePathname(path);
}

// Process a URLPatternInit. `result` holds what is there to begin with; TypeError where something is wrong.
function processInit(init: Init, isPattern: boolean, result: Init): Init {
  let base: any;
  if (init.baseURL !== undefined) {
    base = URL.parse(init.baseURL) ?? refuse("base URL", init.baseURL);
    inherit(init, base, isPattern, result);
  }
  const set = (name: ComponentName, canonicalize: (value: string) => string, strip: (value: string) => string = (value) => value): void => {
    if (init[name] !== undefined) result[name] = isPattern ? strip(init[name]!) : canonicalize(strip(init[name]!));
  };
  set("protocol", canonicalizeProtocol, (value) => withoutEnd(value, ":"));
  set("username", canonicalizeUsername);
  set("password", canonicalizePassword);
  set("hostname", canonicalizeHostname);
  const protocol = result.protocol ?? "";
  set("port", (value) => canonicalizePort(value, protocol));
  if (init.pathname !== undefined) result.pathname = processPathname(init.pathname, base, protocol, isPattern);
  set("search", canonicalizeSearch, (value) => withoutStart(value, "?"));
  set("hash", canonicalizeHash, (value) => withoutStart(value, "#"));
  return result;
}

const matchesSpecialScheme = (component: { regexp: RegExp }): boolean => Object.keys(DEFAULT_PORTS).some((scheme) => component.regexp.exec(scheme));

// ---- constructor strings ------------------------------------------------------------

type State = "init" | "authority" | "done" | ComponentName;
const ORDER: State[] = ["init", "protocol", "authority", "username", "password", "hostname", "port", "pathname", "search", "hash", "done"];
const isBefore = (state: State, other: State): boolean => ORDER.indexOf(state) < ORDER.indexOf(other);

class ConstructorStringParser {
  #points: string[];
  #tokens: { type: string; index: number; value: string }[];
  #result: Init = {};
  #state: State = "init";
  #index = 0;
  #increment = 1;
  #start = 0;
  #isSpecial = false;

  constructor(input: string) {
    this.#points = Array.from(input);
    this.#tokens = tokenize(input, false);
  }

  #isPlain(value: string, offset = 0): boolean {
    const token = this.#tokens[Math.min(this.#index + offset, this.#tokens.length - 1)];
    return token.value === value && (token.type === "char" || token.type === "escaped-char" || token.type === "invalid-char");
  }
  #isSearchPrefix(): boolean {
    if (this.#isPlain("?")) return true;
    if (this.#tokens[this.#index].value !== "?") return false;
    return this.#index === 0 || !["name", "regexp", "close", "asterisk"].includes(this.#tokens[this.#index - 1].type);
  }
  #text(): string {
    return this.#points.slice(this.#tokens[this.#start].index, this.#tokens[this.#index].index).join("");
  }

  #changeState(state: State, skip: number): void {
    const old = this.#state, result = this.#result;
    if (old !== "init" && old !== "authority" && old !== "done") result[old] = this.#text();
    if (old !== "init" && state !== "done") {
      if (isBefore(old, "hostname") && isBefore("hostname", state)) result.hostname ??= "";
      if (isBefore(old, "pathname") && isBefore("pathname", state)) result.pathname ??= this.#isSpecial ? "/" : "";
      if (isBefore(old, "search") && isBefore("search", state)) result.search ??= "";
    }
    this.#state = state;
    this.#index += skip;
    this.#start = this.#index;
    this.#increment = 0;
  }
  #rewind(): void {
    this.#index = this.#start;
    this.#increment = 0;
  }
  #rewindTo(state: State): void {
    this.#rewind();
    this.#state = state;
  }

  // The end of the input; false: it is the end of parsing.
  #atEnd(): boolean {
    if (this.#state === "authority") this.#rewindTo("hostname");
    else if (this.#state === "init") {
      this.#rewind();
      if (this.#isPlain("#")) this.#changeState("hash", 1);
      else if (this.#isSearchPrefix()) this.#changeState("search", 1);
      else this.#changeState("pathname", 0);
    } else {
      this.#changeState("done", 0);
      return false;
    }
    return true;
  }

  #afterProtocol(): void {
    const slashes = this.#isPlain("/", 1) && this.#isPlain("/", 2);
    this.#isSpecial = matchesSpecialScheme(compile(this.#text(), canonicalizeProtocol, DEFAULT_OPTIONS));
    if (slashes) this.#changeState("authority", 3);
    else this.#changeState(this.#isSpecial ? "authority" : "pathname", 1);
  }
  // What begins behind the present component, if that is one of those from `first` on.
  #later(first: State): void {
    if (!isBefore("pathname", first) && this.#isPlain("/")) this.#changeState("pathname", 0);
    else if (!isBefore("search", first) && this.#isSearchPrefix()) this.#changeState("search", 1);
    else if (this.#isPlain("#")) this.#changeState("hash", 1);
  }

  #brackets = 0;
  #hostname(): void {
    if (this.#isPlain("[")) this.#brackets++;
    else if (this.#isPlain("]")) this.#brackets--;
    else if (this.#isPlain(":") && this.#brackets === 0) this.#changeState("port", 1);
    else this.#later("pathname");
  }
  #step(): void {
    switch (this.#state) {
      case "init":
        if (this.#isPlain(":")) this.#rewindTo("protocol");
        break;
      case "protocol":
        if (this.#isPlain(":")) this.#afterProtocol();
        break;
      case "authority":
        if (this.#isPlain("@")) this.#rewindTo("username");
        else if (this.#isPlain("/") || this.#isSearchPrefix() || this.#isPlain("#")) this.#rewindTo("hostname");
        break;
      case "username":
        if (this.#isPlain(":")) this.#changeState("password", 1);
        else if (this.#isPlain("@")) this.#changeState("hostname", 1);
        break;
      case "password":
        if (this.#isPlain("@")) this.#changeState("hostname", 1);
        break;
      case "hostname": this.#hostname(); break;
      case "port": this.#later("pathname"); break;
      case "pathname": this.#later("search"); break;
      case "search": this.#later("hash"); break;
    }
  }

  parse(): Init {
    let depth = 0; // of groups in braces, in which no component ends
    for (; this.#index < this.#tokens.length; this.#index += this.#increment) {
      const { type } = this.#tokens[this.#index];
      this.#increment = 1;
      if (type === "end") {
        if (!this.#atEnd()) break;
        continue;
      }
      if (type === "open") depth++;
      else if (depth > 0 && type === "close") depth--;
      if (type !== "open" && depth === 0) this.#step();
    }
    if (this.#result.hostname !== undefined) this.#result.port ??= "";
    return this.#result;
  }
}

const parseConstructorString = (input: string): Init => new ConstructorStringParser(input).parse();

module.exports = {
  COMPONENTS, DEFAULT_OPTIONS, DEFAULT_PORTS, processInit, parseConstructorString, matchesSpecialScheme,
  canonicalizers: {
    "__proto__": null, protocol: canonicalizeProtocol, username: canonicalizeUsername, password: canonicalizePassword, hostname: canonicalizeHostname,
    ipv6Hostname: canonicalizeIpv6Hostname, port: (value: string) => canonicalizePort(value), pathname: canonicalizePathname,
    opaquePathname: canonicalizeOpaquePathname, search: canonicalizeSearch, hash: canonicalizeHash,
  },
};
