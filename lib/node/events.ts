// SPDX-License-Identifier: MIT
// node:events (https://nodejs.org/api/events.html): EventEmitter, once, on.

type Listener = ((...args: any[]) => unknown) & { listener?: Listener };

function checkListener(listener: unknown): void {
  if (typeof listener === "function") return;
  const error = new TypeError(`The "listener" argument must be of type function. Received ${typeof listener}`);
  (error as any).code = "ERR_INVALID_ARG_TYPE";
  throw error;
}

class EventEmitter {
  _events: Record<string | symbol, Listener[]> = Object.create(null);
  _maxListeners: number | undefined;

  static defaultMaxListeners = 10;
  static errorMonitor = Symbol("events.errorMonitor");

  // Subclasses in the old style call EventEmitter without new.
  static init(emitter: EventEmitter): void {
    if (!emitter._events) emitter._events = Object.create(null);
  }

  on(event: string | symbol, listener: Listener): this {
    return this.#add(event, listener, false);
  }
  addListener(event: string | symbol, listener: Listener): this {
    return this.#add(event, listener, false);
  }
  prependListener(event: string | symbol, listener: Listener): this {
    return this.#add(event, listener, true);
  }
  once(event: string | symbol, listener: Listener): this {
    checkListener(listener);
    return this.#add(event, this.#wrap(event, listener), false);
  }
  prependOnceListener(event: string | symbol, listener: Listener): this {
    checkListener(listener);
    return this.#add(event, this.#wrap(event, listener), true);
  }

  #wrap(event: string | symbol, listener: Listener): Listener {
    const emitter = this;
    const wrapped: Listener = function (this: unknown, ...args) {
      emitter.removeListener(event, wrapped);
      return listener.apply(this, args);
    };
    wrapped.listener = listener;
    return wrapped;
  }

  #add(event: string | symbol, listener: Listener, first: boolean): this {
    checkListener(listener);
    if (this._events.newListener) this.emit("newListener", event, listener.listener ?? listener);
    const list = (this._events[event] ??= []);
    if (first) list.unshift(listener);
    else list.push(listener);
    return this;
  }

  off(event: string | symbol, listener: Listener): this {
    return this.removeListener(event, listener);
  }
  removeListener(event: string | symbol, listener: Listener): this {
    checkListener(listener);
    const list = this._events[event];
    const at = list ? list.findLastIndex((other) => other === listener || other.listener === listener) : -1;
    if (at < 0) return this;
    // a new list, for the old one may be in use by emit
    this._events[event] = list.toSpliced(at, 1);
    if (list.length === 1) delete this._events[event];
    if (this._events.removeListener) this.emit("removeListener", event, listener);
    return this;
  }
  removeAllListeners(event?: string | symbol): this {
    if (event === undefined) this._events = Object.create(null);
    else delete this._events[event];
    return this;
  }

  emit(event: string | symbol, ...args: unknown[]): boolean {
    const list = this._events[event];
    if (event === "error") {
      const monitors = this._events[EventEmitter.errorMonitor];
      if (monitors) for (const monitor of [...monitors]) monitor.apply(this, args);
      if (!list) {
        if (args[0] instanceof Error) throw args[0];
        const error = new Error(`Unhandled error. (${String(args[0])})`);
        throw Object.assign(error, { code: "ERR_UNHANDLED_ERROR", context: args[0] });
      }
    }
    if (!list) return false;
    for (const listener of [...list]) listener.apply(this, args);
    return true;
  }

  listeners(event: string | symbol): Listener[] {
    return (this._events[event] ?? []).map((listener) => listener.listener ?? listener);
  }
  rawListeners(event: string | symbol): Listener[] {
    return [...(this._events[event] ?? [])];
  }
  listenerCount(event: string | symbol, listener?: Listener): number {
    const list = this._events[event] ?? [];
    return listener ? list.filter((other) => other === listener || other.listener === listener).length : list.length;
  }
  eventNames(): (string | symbol)[] {
    return Reflect.ownKeys(this._events);
  }
  setMaxListeners(count: number): this {
    this._maxListeners = count;
    return this;
  }
  getMaxListeners(): number {
    return this._maxListeners ?? EventEmitter.defaultMaxListeners;
  }
}

// A promise for the arguments of the next event.
function once(emitter: any, event: string | symbol): Promise<unknown[]> {
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
async function* on(emitter: any, event: string | symbol): AsyncGenerator<unknown[]> {
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

// EventEmitter can be called as a function on an object, as classes of the old style do.
const Emitter: any = new Proxy(EventEmitter, {
  apply(_target, self) {
    self._events ??= Object.create(null);
  },
});
EventEmitter.prototype.constructor = Emitter;
module.exports = Object.assign(Emitter, {
  EventEmitter: Emitter, once, on, errorMonitor: EventEmitter.errorMonitor,
  getEventListeners: (emitter: any, event: string | symbol) => emitter.listeners(event),
  listenerCount: (emitter: any, event: string | symbol) => emitter.listenerCount(event),
});
