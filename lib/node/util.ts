// SPDX-License-Identifier: MIT
// node:util (https://nodejs.org/api/util.html): inspecting, formatting, promisify, deep equality.

const internal = require("mote:internal");
const types = require("util/types");

// ---- inspecting ---------------------------------------------------------------

const custom = Symbol.for("nodejs.util.inspect.custom");

const defaultOptions = {
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false,
  maxArrayLength: 100, maxStringLength: 10000, breakLength: 80, compact: 3, sorted: false,
  getters: false, numericSeparator: false,
};

// The old form is inspect(value, showHidden, depth, colors).
function inspect(value: unknown, options?: any, depth?: number | null, colors?: boolean): string {
  if (typeof options !== "object" || options === null) {
    options = { showHidden: options === true };
    if (depth !== undefined) options.depth = depth;
    if (colors !== undefined) options.colors = colors;
  }
  return internal.inspect(value, { ...defaultOptions, ...options });
}
inspect.custom = custom;
inspect.defaultOptions = defaultOptions;

const format = (...values: unknown[]): string => internal.format(defaultOptions, ...values);
const formatWithOptions = (options: object, ...values: unknown[]): string =>
  internal.format({ ...defaultOptions, ...options }, ...values);

// Takes the escape sequences for colours out.
function stripVTControlCharacters(text: string): string {
  let result = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== "\x1b" || text[i + 1] !== "[") {
      result += text[i];
      continue;
    }
    i += 2;
    while (i < text.length && !(text[i] >= "@" && text[i] <= "~")) i++;
  }
  return result;
}

// ---- callbacks and promises ------------------------------------------------------

function checkFunction(value: unknown, name: string): void {
  if (typeof value === "function") return;
  const error = new TypeError(`The "${name}" argument must be of type function. Received ${inspect(value)}`);
  (error as any).code = "ERR_INVALID_ARG_TYPE";
  throw error;
}

const customPromisify = Symbol.for("nodejs.util.promisify.custom");

function promisify(original: any): any {
  checkFunction(original, "original");
  if (original[customPromisify]) {
    checkFunction(original[customPromisify], "util.promisify.custom");
    return original[customPromisify];
  }
  function promisified(this: unknown, ...args: unknown[]) {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error: unknown, value: unknown) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = customPromisify;

function callbackify(original: any): any {
  checkFunction(original, "original");
  return function (this: unknown, ...args: any[]) {
    const callback = args.pop();
    checkFunction(callback, "last argument");
    original.apply(this, args).then(
      (value: unknown) => process.nextTick(callback, null, value),
      (reason: unknown) => process.nextTick(callback, reason ?? new Error("Promise was rejected with a falsy value")),
    );
  };
}

// ---- deep equality ----------------------------------------------------------------

// Pairs that are being compared count as equal when they are met again.
type Pairs = [unknown, unknown][];

function sameKeys(a: any, b: any, strict: boolean, pairs: Pairs): boolean {
  const keys = Reflect.ownKeys(a).filter((key) => Object.prototype.propertyIsEnumerable.call(a, key));
  const others = Reflect.ownKeys(b).filter((key) => Object.prototype.propertyIsEnumerable.call(b, key));
  const wanted = strict ? keys : keys.filter((key) => typeof key === "string");
  const found = strict ? others : others.filter((key) => typeof key === "string");
  if (wanted.length !== found.length) return false;
  return wanted.every((key) => Object.prototype.propertyIsEnumerable.call(b, key) && equal(a[key], b[key], strict, pairs));
}

function sameSets(a: Set<unknown>, b: Set<unknown>, strict: boolean, pairs: Pairs): boolean {
  if (a.size !== b.size) return false;
  const left = [...b].filter((value) => !a.has(value));
  for (const value of a) {
    if (b.has(value)) continue;
    const at = left.findIndex((other) => equal(value, other, strict, pairs));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return true;
}

function sameMaps(a: Map<unknown, unknown>, b: Map<unknown, unknown>, strict: boolean, pairs: Pairs): boolean {
  if (a.size !== b.size) return false;
  const left = [...b.keys()].filter((key) => !a.has(key));
  for (const [key, value] of a) {
    if (b.has(key)) {
      if (!equal(value, b.get(key), strict, pairs)) return false;
      continue;
    }
    const at = left.findIndex((other) => equal(key, other, strict, pairs) && equal(value, b.get(other), strict, pairs));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return true;
}

function sameContent(a: any, b: any, strict: boolean, pairs: Pairs): boolean {
  const kind = internal.kind(a);
  if (kind !== internal.kind(b)) return false;
  switch (kind) {
    case "Array":
      if (a.length !== b.length) return false;
      break;
    case "Boxed":
      if (!Object.is(internal.boxed(a), internal.boxed(b))) return false;
      break;
    case "Error":
      if (a.name !== b.name || a.message !== b.message) return false;
      break;
    case "Date":
      if (!Object.is(a.getTime(), b.getTime())) return false;
      break;
    case "RegExp":
      if (a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
      break;
    case "Set":
      if (!sameSets(a, b, strict, pairs)) return false;
      break;
    case "Map":
      if (!sameMaps(a, b, strict, pairs)) return false;
      break;
    case "WeakMap": case "WeakSet": case "Promise": case "Function":
      return false;
  }
  return sameKeys(a, b, strict, pairs);
}

function equal(a: any, b: any, strict: boolean, pairs: Pairs): boolean {
  if (strict ? Object.is(a, b) : a == b || (a !== a && b !== b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (pairs.some(([x, y]) => x === a && y === b)) return true;
  pairs.push([a, b]);
  const same = sameContent(a, b, strict, pairs);
  pairs.pop();
  return same;
}

const isDeepStrictEqual = (a: unknown, b: unknown): boolean => equal(a, b, true, []);
const isDeepEqual = (a: unknown, b: unknown): boolean => equal(a, b, false, []);

// ---- the rest -----------------------------------------------------------------------

function inherits(constructor: any, parent: any): void {
  Object.defineProperty(constructor, "super_", { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const warned = new Set<string>();

function deprecate(original: any, message: string, code?: string): any {
  return function deprecated(this: unknown, ...args: unknown[]) {
    if (!warned.has(code ?? message)) {
      warned.add(code ?? message);
      process.emitWarning(message, "DeprecationWarning", code!);
    }
    return new.target ? Reflect.construct(original, args, new.target) : original.apply(this, args);
  };
}

// Prints when NODE_DEBUG names the section.
function debuglog(section: string): (...values: unknown[]) => void {
  const wanted = (process.env.NODE_DEBUG ?? "").toUpperCase().split(",").includes(section.toUpperCase());
  const log: any = (...values: unknown[]) => {
    if (wanted) console.error(`${section.toUpperCase()} ${process.pid}: ${format(...values)}`);
  };
  log.enabled = wanted;
  return log;
}

module.exports = {
  callbackify, debug: debuglog, debuglog, deprecate, format, formatWithOptions, inherits, inspect,
  isArray: Array.isArray, isDeepEqual, isDeepStrictEqual, promisify, stripVTControlCharacters,
  getSystemErrorName: internal.systemErrorName, types,
};
Object.defineProperty(module.exports, "isDeepEqual", { enumerable: false });
