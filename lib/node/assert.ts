// SPDX-License-Identifier: MIT
// node:assert (https://nodejs.org/api/assert.html), without the pictures of differences.

const { inspect, isDeepEqual, isDeepStrictEqual } = require("util");

type AssertionOptions = {
  message?: string; actual?: unknown; expected?: unknown; operator?: string; generatedMessage?: boolean;
};

class AssertionError extends Error {
  code = "ERR_ASSERTION";
  generatedMessage: boolean;
  actual: unknown;
  expected: unknown;
  operator: string | undefined;
  constructor(options: AssertionOptions) {
    super(options.message ?? `${show(options.actual)} ${options.operator} ${show(options.expected)}`);
    this.generatedMessage = options.generatedMessage ?? options.message === undefined;
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator;
  }
}
Object.defineProperty(AssertionError.prototype, "name", { value: "AssertionError", writable: true, configurable: true });

function show(value: unknown): string {
  return inspect(value, { depth: 1000, maxArrayLength: 1000, sorted: true });
}

// message: text, an error to be thrown as it is, or undefined, where `text` says it.
function failWith(message: unknown, text: string, options: AssertionOptions): never {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ ...options, message: message === undefined ? text : String(message),
    generatedMessage: message === undefined });
  Error.captureStackTrace?.(error);
  throw error;
}

function ok(...args: unknown[]): void {
  const [value, message] = args;
  if (value) return;
  failWith(message, args.length ? "The expression evaluated to a falsy value" : "No value argument passed to `assert.ok()`",
    { actual: value, expected: true, operator: "==" });
}

function fail(message: unknown = "Failed"): never {
  if (message instanceof Error) throw message;
  throw new AssertionError({ message: String(message), operator: "fail", generatedMessage: message === "Failed" });
}

function comparison(holds: (a: unknown, b: unknown) => boolean, operator: string, heading: string) {
  return (actual: unknown, expected: unknown, message?: unknown): void => {
    if (holds(actual, expected)) return;
    failWith(message, `${heading}\n\n${show(actual)}\n\nshould ${operator}\n\n${show(expected)}`, { actual, expected, operator });
  };
}

const loosely = (a: any, b: any) => a == b || (a !== a && b !== b);
const equal = comparison(loosely, "==", "Expected values to be loosely equal:");
const notEqual = comparison((a, b) => !loosely(a, b), "!=", "Expected values not to be loosely equal:");
const strictEqual = comparison(Object.is, "strictEqual", "Expected values to be strictly equal:");
const notStrictEqual = comparison((a, b) => !Object.is(a, b), "notStrictEqual", "Expected values not to be strictly equal:");
const deepEqual = comparison(isDeepEqual, "deepEqual", "Expected values to be loosely deep-equal:");
const notDeepEqual = comparison((a, b) => !isDeepEqual(a, b), "notDeepEqual", "Expected values not to be loosely deep-equal:");
const deepStrictEqual = comparison(isDeepStrictEqual, "deepStrictEqual", "Expected values to be strictly deep-equal:");
const notDeepStrictEqual =
  comparison((a, b) => !isDeepStrictEqual(a, b), "notDeepStrictEqual", "Expected values not to be strictly deep-equal:");

// Whether an error is what was expected: a class, a test, a RegExp, or an object of properties.
function matches(error: any, expected: any, message: unknown): void {
  if (expected === undefined) return;
  if (typeof expected === "function") {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (Error.isPrototypeOf(expected)) throw error;
    if (expected.call({}, error) === true) return;
    failWith(message, `The validation function is expected to return "true". Caught error:\n\n${inspect(error)}`,
      { actual: error, expected, operator: "throws" });
  }
  if (typeof expected.test === "function") {
    if (expected.test(String(error))) return;
    failWith(message, `The input did not match ${inspect(expected)}. Input:\n\n${inspect(String(error))}`,
      { actual: error, expected, operator: "throws" });
  }
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push("name", "message");
  for (const key of keys) {
    const want = expected[key];
    const same = typeof error[key] === "string" && typeof want?.test === "function"
      ? want.test(error[key]) : isDeepStrictEqual(error[key], want);
    if (!same)
      failWith(message, `The error's "${key}" is ${inspect(error[key])}, not ${inspect(want)}`,
        { actual: error, expected, operator: "throws" });
  }
}

// assert.throws(fn, "message") and assert.throws(fn, expected, "message").
function expectation(args: unknown[]): [unknown, unknown] {
  return typeof args[0] === "string" ? [undefined, args[0]] : [args[0], args[1]];
}

function throws(fn: () => unknown, ...args: unknown[]): void {
  const [expected, message] = expectation(args);
  let error;
  try {
    fn();
  } catch (caught) {
    error = { caught };
  }
  if (!error) failWith(message, "Missing expected exception.", { expected, operator: "throws" });
  matches(error.caught, expected, message);
}

async function rejects(promise: any, ...args: unknown[]): Promise<void> {
  const [expected, message] = expectation(args);
  let error;
  try {
    await (typeof promise === "function" ? promise() : promise);
  } catch (caught) {
    error = { caught };
  }
  if (!error) failWith(message, "Missing expected rejection.", { expected, operator: "rejects" });
  matches(error.caught, expected, message);
}

function unwanted(error: any, message: unknown, operator: string): never {
  failWith(message, `Got unwanted ${operator === "doesNotThrow" ? "exception" : "rejection"}.\nActual message: "${error?.message}"`,
    { actual: error, operator });
}

function doesNotThrow(fn: () => unknown, ...args: unknown[]): void {
  try {
    fn();
  } catch (error) {
    unwanted(error, expectation(args)[1], "doesNotThrow");
  }
}

async function doesNotReject(promise: any, ...args: unknown[]): Promise<void> {
  try {
    await (typeof promise === "function" ? promise() : promise);
  } catch (error) {
    unwanted(error, expectation(args)[1], "doesNotReject");
  }
}

function match(text: string, pattern: any, message?: unknown): void {
  if (!pattern.test(text))
    failWith(message, `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}`,
      { actual: text, expected: pattern, operator: "match" });
}

function doesNotMatch(text: string, pattern: any, message?: unknown): void {
  if (pattern.test(text))
    failWith(message, `The input was expected to not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}`,
      { actual: text, expected: pattern, operator: "doesNotMatch" });
}

function ifError(value: unknown): void {
  if (value === null || value === undefined) return;
  failWith(undefined, `ifError got unwanted exception: ${(value as any)?.message ?? inspect(value)}`,
    { actual: value, expected: null, operator: "ifError" });
}

const assert: any = (...args: unknown[]) => ok(...args);
Object.assign(assert, {
  AssertionError, deepEqual, deepStrictEqual, doesNotMatch, doesNotReject, doesNotThrow, equal, fail, ifError, match,
  notDeepEqual, notDeepStrictEqual, notEqual, notStrictEqual, ok, rejects, strictEqual, throws,
});
assert.strict = Object.assign((...args: unknown[]) => ok(...args), assert, {
  equal: strictEqual, notEqual: notStrictEqual, deepEqual: deepStrictEqual, notDeepEqual: notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
module.exports = assert;
