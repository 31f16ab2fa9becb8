// SPDX-License-Identifier: MIT
// node:events (https://nodejs.org/api/events.html): EventEmitter, once, on.
//
// An emitter keeps its listeners in `_events`: for each event one function, or an array of several.
// Classes of the old style call EventEmitter on an object, or only inherit its methods, so every
// method copes with an emitter that has no lists of its own yet.

const { inspect } = require("util");

type Listener = ((...args: any[]) => unknown) & { listener?: Listener };
type Name = string | symbol;

const shapeMode = Symbol("shapeMode");
const capture = Symbol("kCapture");
const errorMonitor = Symbol("events.errorMonitor");

function failWith(kind: any, code: string, message: string): never {
  const error = new kind(message);
  error.code = code;
  // Node's own errors show the code in their stack, and not in their name.
  error.stack = error.stack.replace(/^\w+/, `$& [${code}]`);
  throw error;
}

function checkListener(listener: unknown): void {
  if (typeof listener !== "function")
    failWith(TypeError, "ERR_INVALID_ARG_TYPE",
      `The "listener" argument must be of type function. Received ${received(listener)}`);
}

function received(value: any): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value === "object")
    return value.constructor?.name ? `an instance of ${value.constructor.name}` : inspect(value, { depth: -1 });
  const shown = inspect(value, { colors: false });
  return `type ${typeof value} (${shown.length > 28 ? shown.slice(0, 25) + "..." : shown})`;
}

function checkCount(value: any, name: string): void {
  if (typeof value !== "number")
    failWith(TypeError, "ERR_INVALID_ARG_TYPE", `The "${name}" argument must be of type number. Received ${received(value)}`);
  if (!(value >= 0))
    failWith(RangeError, "ERR_OUT_OF_RANGE", `The value of "${name}" is out of range. It must be >= 0. Received ${value}`);
}

let defaultMaxListeners = 10;

const EventEmitter: any = function EventEmitter(this: any, options?: any) {
  EventEmitter.init.call(this, options);
};

EventEmitter.init = function (options?: any): void {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  this[shapeMode] = false;
  this[capture] = options?.captureRejections === true;
};

// ---- adding ----------------------------------------------------------------------

function warnOfMany(emitter: any, event: Name, list: any): void {
  const limit = emitter.getMaxListeners();
  if (limit <= 0 || list.length <= limit || list.warned) return;
  list.warned = true;
  const warning: any = new Error(
    `Possible EventEmitter memory leak detected. ${list.length} ${String(event)} listeners ` +
    `added to ${inspect(emitter, { depth: -1 })}. Use emitter.setMaxListeners() to increase limit`);
  Object.assign(warning, { name: "MaxListenersExceededWarning", emitter, type: event, count: list.length });
  process.emitWarning(warning);
}

function add(emitter: any, event: Name, listener: Listener, first: boolean): any {
  checkListener(listener);
  if (emitter._events === undefined) {
    emitter._events = Object.create(null);
    emitter._eventsCount = 0;
  } else if (emitter._events.newListener !== undefined) {
    emitter.emit("newListener", event, listener.listener ?? listener);
  }
  const events = emitter._events;
  const list = events[event];
  if (list === undefined) {
    events[event] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  if (typeof list === "function") events[event] = first ? [listener, list] : [list, listener];
  else if (first) list.unshift(listener);
  else list.push(listener);
  warnOfMany(emitter, event, events[event]);
  return emitter;
}

function wrapOnce(emitter: any, event: Name, listener: Listener): Listener {
  checkListener(listener);
  let fired = false;
  const wrapped: Listener = function (...args) {
    if (fired) return;
    fired = true;
    emitter.removeListener(event, wrapped);
    return listener.apply(emitter, args);
  };
  wrapped.listener = listener;
  return wrapped;
}

// ---- removing --------------------------------------------------------------------

function forget(emitter: any, event: Name): void {
  if (--emitter._eventsCount === 0) emitter._events = Object.create(null);
  else delete emitter._events[event];
}

function functions(emitter: any, event: Name): Listener[] {
  const list = emitter._events?.[event];
  return list === undefined ? [] : typeof list === "function" ? [list] : [...list];
}

const isListener = (entry: Listener, listener: Listener) => entry === listener || entry.listener === listener;

const methods = {
  setMaxListeners(count: number) {
    checkCount(count, "setMaxListeners");
    this._maxListeners = count;
    return this;
  },
  getMaxListeners() {
    return this._maxListeners ?? defaultMaxListeners;
  },

  emit(event: Name, ...args: unknown[]) {
    const events = this._events;
    if (event === "error") {
      if (events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
      if (events?.error === undefined) throwUnhandled(args[0]);
    }
    const list = events?.[event];
    if (list === undefined) return false;
    if (typeof list === "function") list.apply(this, args);
    else for (const listener of [...list]) listener.apply(this, args);
    return true;
  },

  addListener(event: Name, listener: Listener) {
    return add(this, event, listener, false);
  },
  on(event: Name, listener: Listener) {
    return add(this, event, listener, false);
  },
  prependListener(event: Name, listener: Listener) {
    return add(this, event, listener, true);
  },
  once(event: Name, listener: Listener) {
    return this.on(event, wrapOnce(this, event, listener));
  },
  prependOnceListener(event: Name, listener: Listener) {
    return this.prependListener(event, wrapOnce(this, event, listener));
  },

  removeListener(event: Name, listener: Listener) {
    checkListener(listener);
    const list = this._events?.[event];
    if (list === undefined) return this;
    if (typeof list === "function") {
      if (!isListener(list, listener)) return this;
      forget(this, event);
    } else {
      const at = list.findLastIndex((entry: Listener) => isListener(entry, listener));
      if (at < 0) return this;
      list.splice(at, 1);
      if (list.length === 1) this._events[event] = list[0];
    }
    if (this._events.removeListener !== undefined)
      this.emit("removeListener", event, typeof list === "function" ? list.listener ?? listener : listener);
    return this;
  },
  off(event: Name, listener: Listener) {
    return this.removeListener(event, listener);
  },
  removeAllListeners(event?: Name) {
    if (this._events === undefined) return this;
    if (this._events.removeListener === undefined) {
      if (arguments.length === 0) {
        this._events = Object.create(null);
        this._eventsCount = 0;
      } else if (this._events[event!] !== undefined) {
        forget(this, event!);
      }
      return this;
    }
    // Somebody wants to hear of each one.
    if (arguments.length === 0) {
      for (const name of Reflect.ownKeys(this._events)) if (name !== "removeListener") this.removeAllListeners(name);
      return this.removeAllListeners("removeListener");
    }
    for (const listener of functions(this, event!).reverse()) this.removeListener(event, listener);
    return this;
  },

  listeners(event: Name) {
    return functions(this, event).map((listener) => listener.listener ?? listener);
  },
  rawListeners(event: Name) {
    return functions(this, event);
  },
  listenerCount(event: Name, listener?: Listener) {
    const list = functions(this, event);
    return listener ? list.filter((entry) => isListener(entry, listener)).length : list.length;
  },
  eventNames() {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  },
} as any;

function throwUnhandled(error: unknown): never {
  if (error instanceof Error) throw error;
  const unhandled: any = new Error(`Unhandled error. (${inspect(error)})`);
  throw Object.assign(unhandled, { code: "ERR_UNHANDLED_ERROR", context: error });
}

Object.assign(EventEmitter.prototype, { _events: undefined, _eventsCount: 0, _maxListeners: undefined }, methods);

// ---- functions of the module -------------------------------------------------------

// A promise for the arguments of the next event.
function once(emitter: any, event: Name): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const onError = (error: unknown) => {
      emitter.removeListener(event, onEvent);
      reject(error);
    };
    const onEvent = (...args: unknown[]) => {
      emitter.removeListener("error", onError);
      resolve(args);
    };
    emitter.once(event, onEvent);
    if (event !== "error") emitter.once("error", onError);
  });
}

// An async iterator over the arguments of events.
async function* on(emitter: any, event: Name): AsyncGenerator<unknown[]> {
  const queue: unknown[][] = [];
  let wake = () => {};
  let failure: { error: unknown } | undefined;
  const onEvent = (...args: unknown[]) => {
    queue.push(args);
    wake();
  };
  const onError = (error: unknown) => {
    failure = { error };
    wake();
  };
  emitter.on(event, onEvent);
  emitter.on("error", onError);
  try {
    for (;;) {
      while (queue.length) yield queue.shift()!;
      if (failure) throw failure.error;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    emitter.removeListener(event, onEvent);
    emitter.removeListener("error", onError);
  }
}

// Sets the limit of the emitters that are named, or everybody's.
function setMaxListeners(count = 10, ...emitters: any[]): void {
  checkCount(count, "setMaxListeners");
  if (emitters.length === 0) defaultMaxListeners = count;
  for (const emitter of emitters) emitter.setMaxListeners(count);
}

module.exports = Object.assign(EventEmitter, {
  EventEmitter, once, on, errorMonitor, setMaxListeners,
  captureRejectionSymbol: Symbol.for("nodejs.rejection"),
  getEventListeners: (emitter: any, event: Name) => emitter.listeners(event),
  getMaxListeners: (emitter: any) => emitter.getMaxListeners(),
  listenerCount: (emitter: any, event: Name) => emitter.listenerCount(event),
});
Object.defineProperty(EventEmitter, "defaultMaxListeners", {
  enumerable: true,
  get: () => defaultMaxListeners,
  set(count) {
    checkCount(count, "defaultMaxListeners");
    defaultMaxListeners = count;
  },
});
