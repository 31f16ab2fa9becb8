// SPDX-License-Identifier: MIT
// MessageChannel, MessagePort and BroadcastChannel (https://html.spec.whatwg.org/multipage/web-messaging.html).
//
// What carries the messages is in C (src/runtime/worker/port.c): a port here is an EventTarget around an end there.
// A port that is started keeps the program running while it has a listener of messages, unless unref() was called.

const { setImmediate } = globalThis as any;
const { Event, EventTarget, messageEvent, defineEventHandler, fireEvent, watchListeners } = require("mote:internal/events");
const { expose, requireArguments, toDictionary, defineInspection } = require("mote:internal/web_idl");
const { DOMException } = require("mote:internal/dom_exception");
const { register } = require("mote:internal/structured_clone");
const { createChannel, createBroadcast, post, start, setReferenced, close } = require("mote:internal/messaging");

// Kinds of letters; see inbox.h.
const UNREADABLE = -1, MESSAGE = 0, CLOSED = 2;

const key = {}; // whoever constructs a port with it is this file

// The second argument of postMessage: a list of what is to be transferred, or a dictionary with one.
function transferList(value: any): any[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object" && typeof value !== "function")
    throw Object.assign(new TypeError("Optional options argument must be an object or an iterable"), { code: "ERR_INVALID_ARG_TYPE" });
  if (value[Symbol.iterator] !== undefined) return objects(value);
  const { transfer } = toDictionary(value, "The options");
  return transfer === undefined ? undefined : objects(transfer);
}

function objects(iterable: any): any[] {
  const list = [...iterable];
  if (!list.every((each) => (typeof each === "object" && each !== null) || typeof each === "function"))
    throw Object.assign(new TypeError("Found invalid value in transferList"), { code: "ERR_INVALID_TRANSFER_OBJECT" });
  return list;
}

// What a letter is to its listeners.
function fireLetter(target: any, kind: number, data: any, transferred: any[]): void {
  fireEvent(target, kind === UNREADABLE ? messageEvent("messageerror", null)
    : messageEvent("message", data, transferred.length ? transferred.filter(isPort) : transferred));
}

let endOf: (port: any) => any;
let isPort: (value: any) => boolean;

class MessagePort extends EventTarget {
  #end: any; // undefined once it was transferred or closed
  #isStarted = false;
  #hasListener = false;
  #isReferenced: boolean | undefined; // what ref() or unref() said; undefined: neither was called
  static {
    endOf = (port) => port.#end;
    isPort = (value) => typeof value === "object" && value !== null && #end in value;
  }

  constructor(secret: object, end: any) {
    if (secret !== key) throw Object.assign(new TypeError("Illegal constructor"), { code: "ERR_ILLEGAL_CONSTRUCTOR" });
    super();
    this.#end = end;
    watchListeners(this, (type: string, count: number) => {
      if (type !== "message") return;
      this.#hasListener = count > 0;
      this.#update();
    });
  }

  postMessage(message: any, options: any = undefined): void {
    requireArguments(arguments.length, 1, "postMessage' on 'MessagePort");
    const list = transferList(options);
    if (list?.includes(this)) throw new DOMException("Transfer list contains source port", "DataCloneError");
    if (this.#end) post(this.#end, message, list, list?.filter(isPort).map((port: any) => port.#end));
    else require("mote:internal/structured_clone").check(message, list);
  }
  start(): void {
    if (this.#isStarted || !this.#end) return;
    this.#isStarted = true;
    this.#update();
    start(this.#end, (kind: number, data: any, ports: any[]) => {
      if (kind === CLOSED) this.#closed();
      else fireLetter(this, kind, data, ports);
    });
  }
  close(): void {
    if (!this.#end) return;
    close(this.#end);
    this.#end = undefined;
    // Both sides hear of it, the other one first: its letter comes before the second immediate.
    setImmediate(() => setImmediate(() => fireEvent(this, new Event("close"))));
  }
  ref(): void {
    this.#isReferenced = true;
    this.#update();
  }
  unref(): void {
    this.#isReferenced = false;
    this.#update();
  }
  hasRef(): boolean {
    return this.#end !== undefined && this.#isStarted && (this.#isReferenced ?? this.#hasListener);
  }
  #update() {
    if (this.#end && this.#isStarted) setReferenced(this.#end, this.#isReferenced ?? this.#hasListener);
  }
  #closed() {
    if (!this.#end) return;
    close(this.#end);
    this.#end = undefined;
    fireEvent(this, new Event("close"));
  }

  static {
    register(MessagePort, "mote:internal/messaging_ports#MessagePort", {
      transfer(port: any) {
        if (!isPort(port)) throw new DOMException("Value not transferable", "DataCloneError");
        if (!port.#end) throw new DOMException("A MessagePort in the transfer list is closed.", "DataCloneError");
        const end = port.#end;
        port.#end = undefined;
        return [end];
      },
      receive: ([end]: any[]) => new MessagePort(key, end),
    });
  }
}
defineEventHandler(MessagePort, "onmessage");
defineEventHandler(MessagePort, "onmessageerror");
defineEventHandler(MessagePort, "onclose");
{
  // Setting onmessage starts the port.
  const own = Object.getOwnPropertyDescriptor(MessagePort.prototype, "onmessage")!;
  const { apply } = Reflect;
  const starting = {
    set onmessage(value: any) {
      apply(own.set!, this, [value]);
      MessagePort.prototype.start.call(this as any);
    },
  };
  Object.defineProperty(MessagePort.prototype, "onmessage",
    { ...own, set: Object.getOwnPropertyDescriptor(starting, "onmessage")!.set });
}
expose(MessagePort);
defineInspection(MessagePort, (port: any) => ({ active: endOf(port) !== undefined, refed: port.hasRef() }));

class MessageChannel {
  #port1: MessagePort;
  #port2: MessagePort;
  constructor() {
    const [first, second] = createChannel();
    this.#port1 = new MessagePort(key, first);
    this.#port2 = new MessagePort(key, second);
  }
  get port1() {
    return this.#port1;
  }
  get port2() {
    return this.#port2;
  }
}
expose(MessageChannel);

class BroadcastChannel extends EventTarget {
  #name: string;
  #end: any;
  #hasListener = false;
  #isReferenced = true;

  constructor(name: string) {
    requireArguments(arguments.length, 1, "BroadcastChannel");
    super();
    this.#name = `${name}`.toWellFormed();
    this.#end = createBroadcast(this.#name);
    watchListeners(this, (type: string, count: number) => {
      if (type !== "message" || !this.#end) return;
      this.#hasListener = count > 0;
      this.#update();
    });
  }
  get name() {
    return this.#name;
  }
  postMessage(message: any): void {
    requireArguments(arguments.length, 1, "postMessage' on 'BroadcastChannel");
    if (!this.#end) throw new DOMException("BroadcastChannel is closed.", "InvalidStateError");
    post(this.#end, message);
  }
  close(): void {
    if (this.#end) close(this.#end);
    this.#end = undefined;
  }
  ref(): this {
    this.#isReferenced = true;
    this.#update();
    return this;
  }
  unref(): this {
    this.#isReferenced = false;
    this.#update();
    return this;
  }
  // Messages that nobody listens to are not waited for.
  #update() {
    if (!this.#end) return;
    setReferenced(this.#end, this.#hasListener && this.#isReferenced);
    start(this.#end, (kind: number, data: any, ports: any[]) => fireLetter(this, kind, data, ports));
  }
}
defineEventHandler(BroadcastChannel, "onmessage");
defineEventHandler(BroadcastChannel, "onmessageerror");
expose(BroadcastChannel);

module.exports = { MessagePort, MessageChannel, BroadcastChannel, fireLetter, transferList, isPort, endOf };
