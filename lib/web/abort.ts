// SPDX-License-Identifier: MIT
// AbortController and AbortSignal (https://dom.spec.whatwg.org/#aborting-ongoing-activities).
//
// A signal made by any() depends on its sources, which are signals that depend on nobody. They know it weakly, since
// a source may live as long as the program; but where somebody waits for it (a listener, an algorithm), its abort can
// be observed, and its sources keep it alive. In the same way its timer holds a signal made by timeout().

const { expose, requireArguments, defineInspection } = require("mote:internal/web_idl");
const { DOMException } = require("mote:internal/dom_exception");
const { Event, EventTarget, fireEvent, watchListeners, defineEventHandler } = require("mote:internal/events");
const { setTimeout, clearTimeout } = require("mote:internal/timers");
const { reportException } = require("mote:internal/web");

const secret = Symbol();

function illegalConstructor(): never {
  throw Object.assign(new TypeError("Illegal constructor"), { code: "ERR_ILLEGAL_CONSTRUCTOR" });
}

// Objects that are held weakly, to be gone through in the order of their coming.
class WeakList<T extends object> {
  #refs = new Set<WeakRef<T>>();
  #limit = 16;

  add(ref: WeakRef<T>): void {
    this.#refs.add(ref);
    if (this.#refs.size <= this.#limit) return;
    for (const each of this.#refs) if (each.deref() === undefined) this.#refs.delete(each);
    this.#limit = Math.max(16, this.#refs.size * 2);
  }
  take(): T[] {
    const values = [...this.#refs].map((ref) => ref.deref()).filter((value) => value !== undefined);
    this.#refs.clear();
    return values;
  }
}

// What ties a signal to others, or to a timer; few signals have any.
class Links {
  isTimeout = false;
  hasListeners = false;
  ref: WeakRef<AbortSignal> | undefined; // what its sources know it by
  sources: Set<WeakRef<AbortSignal>> | undefined;
  dependents: WeakList<AbortSignal> | undefined;
  awaitedDependents: Set<AbortSignal> | undefined;
}

let isAbortSignal: (value: any) => boolean;
let signalAbort: (signal: any, reason?: any) => void;
let addAbortAlgorithm: (signal: any, algorithm: () => void) => void;
let removeAbortAlgorithm: (signal: any, algorithm: () => void) => void;
let createSignal: () => any;
let throwIfAborted: (signal: any) => void;
let reasonOf: (signal: any) => any;

// Signals of running timers that somebody waits for.
const awaitedTimeouts = new Set<AbortSignal>();
const forgottenTimeouts = new FinalizationRegistry<any>((timer) => clearTimeout(timer));

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: any;
  #algorithms: Set<() => void> | undefined;
  #links: Links | undefined;

  static {
    isAbortSignal = (value) => typeof value === "object" && value !== null && #aborted in value;
    createSignal = () => new AbortSignal(secret);
    reasonOf = (signal) => signal.#reason;
    throwIfAborted = (signal) => {
      if (signal.#aborted) throw signal.#reason;
    };
    signalAbort = (signal, reason) => signal.#signalAbort(reason);
    addAbortAlgorithm = (signal, algorithm) => {
      if (signal.#aborted) return;
      (signal.#algorithms ??= new Set()).add(algorithm);
      signal.#keepWhileAwaited();
    };
    removeAbortAlgorithm = (signal, algorithm) => {
      if (signal.#algorithms?.delete(algorithm)) signal.#keepWhileAwaited();
    };
  }

  constructor(token: any = undefined) {
    if (token !== secret) illegalConstructor();
    super();
  }

  // A signal that is aborted already.
  static abort(reason: any = undefined): AbortSignal {
    const signal = new AbortSignal(secret);
    signal.#setReason(reason);
    return signal;
  }

  // A signal that is aborted after so many milliseconds. The process does not stay for it.
  static timeout(milliseconds: number): AbortSignal {
    requireArguments(arguments.length, 1, "timeout' on 'AbortSignal");
    const delay = toUnsignedLongLong(milliseconds), signal = new AbortSignal(secret), ref = new WeakRef(signal);
    signal.#linked().isTimeout = true;
    watchListeners(signal, (type: string, count: number) => signal.#listenersChanged(type, count));
    const timer = startTimer(delay, () => {
      const signal = ref.deref();
      if (!signal) return;
      awaitedTimeouts.delete(signal);
      signal.#linked().isTimeout = false;
      signal.#signalAbort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    });
    forgottenTimeouts.register(signal, timer);
    return signal;
  }

  // A signal that is aborted when one of these is.
  static any(signals: Iterable<AbortSignal>): AbortSignal {
    requireArguments(arguments.length, 1, "any' on 'AbortSignal");
    const sources = toSignals(signals), signal = new AbortSignal(secret);
    const aborted = sources.find((source) => source.#aborted);
    if (aborted) {
      signal.#aborted = true;
      signal.#reason = aborted.#reason;
      return signal;
    }
    signal.#linked().sources = new Set();
    for (const source of sources) signal.#dependOn(source);
    watchListeners(signal, (type: string, count: number) => signal.#listenersChanged(type, count));
    return signal;
  }

  get aborted(): boolean {
    return this.#aborted;
  }
  get reason(): any {
    return this.#reason;
  }
  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  #linked(): Links {
    return (this.#links ??= new Links());
  }

  #dependOn(source: AbortSignal): void {
    const own = this.#linked(), ref = (own.ref ??= new WeakRef(this)), { sources } = source.#linked();
    const roots = sources ? [...sources].map((each) => each.deref()) : [source];
    for (const root of roots) {
      if (!root) continue;
      const links = root.#linked();
      own.sources!.add((links.ref ??= new WeakRef(root)));
      (links.dependents ??= new WeakList()).add(ref);
    }
  }

  #listenersChanged(type: string, count: number): void {
    if (type !== "abort") return;
    this.#linked().hasListeners = count > 0;
    this.#keepWhileAwaited();
  }

  #keepWhileAwaited(): void {
    const links = this.#links;
    if (!links?.isTimeout && !links?.sources) return;
    const isAwaited = !this.#aborted && (links.hasListeners || !!this.#algorithms?.size);
    if (links.isTimeout) keepIn(awaitedTimeouts, this, isAwaited);
    for (const ref of links.sources ?? []) {
      const source = ref.deref();
      if (source) keepIn((source.#linked().awaitedDependents ??= new Set()), this, isAwaited);
    }
  }

  #setReason(reason: any): void {
    this.#aborted = true;
    this.#reason = reason === undefined ? new DOMException("This operation was aborted", "AbortError") : reason;
  }

  // https://dom.spec.whatwg.org/#abortsignal-signal-abort
  #signalAbort(reason: any): void {
    if (this.#aborted) return;
    this.#setReason(reason);
    const dependents = this.#links?.dependents?.take().filter((signal) => !signal.#aborted) ?? [];
    for (const signal of dependents) signal.#setReason(this.#reason);
    this.#runAbortSteps();
    for (const signal of dependents) signal.#runAbortSteps();
    if (this.#links) this.#links.awaitedDependents = undefined;
  }

  #runAbortSteps(): void {
    const algorithms = this.#algorithms;
    this.#algorithms = undefined;
    if (algorithms) for (const algorithm of algorithms) run(algorithm);
    this.#keepWhileAwaited();
    if (this.#links) this.#links.sources = undefined;
    fireEvent(this, new Event("abort"));
  }
}
expose(AbortSignal);
defineEventHandler(AbortSignal, "onabort");
defineInspection(AbortSignal, (signal: AbortSignal) => ({ aborted: signal.aborted }));

function run(algorithm: () => void): void {
  try {
    algorithm();
  } catch (error) {
    reportException(error);
  }
}

function keepIn(set: Set<AbortSignal>, signal: AbortSignal, keep: boolean): void {
  if (keep) set.add(signal);
  else set.delete(signal);
}

// [EnforceRange] unsigned long long
function toUnsignedLongLong(value: unknown): number {
  const number = Math.trunc(+(value as number));
  if (number >= 0 && number <= Number.MAX_SAFE_INTEGER) return number;
  const error = new TypeError(`Failed to execute 'timeout' on 'AbortSignal': ${value} is not an integer from 0 to 2 ** 53 - 1`);
  throw Object.assign(error, { code: "ERR_OUT_OF_RANGE" });
}

const LONGEST_TIMER = 2 ** 31 - 1;

// A timer that the process does not wait for, of any length.
function startTimer(delay: number, fn: () => void): any {
  if (delay <= LONGEST_TIMER) return setTimeout(fn, delay).unref();
  const timer = setTimeout(() => {
    delay -= LONGEST_TIMER;
    if (delay > LONGEST_TIMER) timer.refresh();
    else startTimer(delay, fn);
  }, LONGEST_TIMER).unref();
  return timer;
}

function toSignals(value: any): any[] {
  if ((typeof value !== "object" && typeof value !== "function") || value === null || typeof value[Symbol.iterator] !== "function")
    throw Object.assign(new TypeError('The "signals" argument must be an iterable of AbortSignals.'), { code: "ERR_INVALID_ARG_TYPE" });
  const signals = [...value];
  const wrong = signals.findIndex((signal) => !isAbortSignal(signal));
  if (wrong < 0) return signals;
  throw Object.assign(new TypeError(`The "signals[${wrong}]" argument must be an instance of AbortSignal.`), { code: "ERR_INVALID_ARG_TYPE" });
}

class AbortController {
  #signal: any; // undefined: nobody has asked for it

  get signal(): AbortSignal {
    return (this.#signal ??= createSignal());
  }
  // reason: by default an AbortError.
  abort(reason: any = undefined): void {
    signalAbort((this.#signal ??= createSignal()), reason);
  }
}
expose(AbortController);
defineInspection(AbortController, (controller: AbortController) => ({ signal: controller.signal }));

module.exports = {
  AbortController, AbortSignal, isAbortSignal, addAbortAlgorithm, reasonOf, removeAbortAlgorithm, signalAbort, throwIfAborted,
};
