// SPDX-License-Identifier: MIT
// The global object as a target of events: errors that nobody caught, rejections that nobody handled
// (https://html.spec.whatwg.org/multipage/webappapis.html#runtime-script-errors), reportError; and navigator.

const { expose, requireArguments } = require("mote:internal/web_idl");
const { ErrorEvent, PromiseRejectionEvent, fireEvent, hasListeners, defineEventHandler } = require("mote:internal/events");
const { reportException, system } = require("mote:internal/web");

for (const name of ["onerror", "onunhandledrejection", "onrejectionhandled"]) defineEventHandler(globalThis, name);

// An error in a listener of errors is not told to it.
let isReporting = false;

// Gives whether a listener has prevented the report. Called by C.
function fireError(error: unknown, message: string, filename: string, lineno: number, colno: number): boolean {
  if (isReporting || !hasListeners(globalThis, "error")) return false;
  isReporting = true;
  try {
    return !fireEvent(globalThis, new ErrorEvent("error", { cancelable: true, message, filename, lineno, colno, error }));
  } finally {
    isReporting = false;
  }
}

// The same for "unhandledrejection" and "rejectionhandled".
function fireRejection(type: string, promise: Promise<unknown>, reason: unknown): boolean {
  if (!hasListeners(globalThis, type)) return false;
  const cancelable = type === "unhandledrejection";
  return !fireEvent(globalThis, new PromiseRejectionEvent(type, { cancelable, promise, reason }));
}

// Reports an error as if nobody had caught it: to the listeners of "error", then to those of process's
// "uncaughtException"; without them the process ends.
function reportError(error: unknown): void {
  requireArguments(arguments.length, 1, "reportError' on 'globalThis");
  reportException(error);
}
Object.defineProperty(reportError, "length", { value: 1 });

class Navigator {
  #isNavigator = true;
  constructor(token: any = undefined) {
    if (token !== Navigator) throw Object.assign(new TypeError("Illegal constructor"), { code: "ERR_ILLEGAL_CONSTRUCTOR" });
  }
  // "mote/" and the version.
  get userAgent(): string {
    this.#isNavigator;
    return `mote/${system.version}`;
  }
  // The operating system: "linux".
  get platform(): string {
    this.#isNavigator;
    return system.platform;
  }
  // How many threads may run at once.
  get hardwareConcurrency(): number {
    this.#isNavigator;
    return system.parallelism;
  }
}
expose(Navigator);

module.exports = { fireError, fireRejection, reportError, Navigator, navigator: new (Navigator as any)(Navigator) };
