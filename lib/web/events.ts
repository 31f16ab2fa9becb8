// SPDX-License-Identifier: MIT
// Event and EventTarget (https://dom.spec.whatwg.org/#events), event handler attributes
// (https://html.spec.whatwg.org/multipage/webappapis.html#event-handlers), and the global object as a target.
//
// There is no tree here: the path of an event is its one target. The lists of a target's listeners are arrays that
// only grow in place; what is removed while an event is on its way is marked, and missing from the next array.

const { expose, requireArguments, toDictionary, defineInspection } = require("mote:internal/web_idl");
const { DOMException } = require("mote:internal/dom_exception");
const { now, reportException, defineGetter } = require("mote:internal/web");

const NONE = 0, AT_TARGET = 2;

// ---- Event ------------------------------------------------------------------------

interface State {
  type: string;
  bubbles: boolean;
  cancelable: boolean;
  composed: boolean;
  timeStamp: number;
  target: any;
  currentTarget: any;
  phase: number;
  isTrusted: boolean;
  isDispatched: boolean;
  isCanceled: boolean;
  isStopped: boolean;
  isStoppedAtOnce: boolean;
  inPassiveListener: boolean;
}

let stateOf: (event: any) => State;
let stateIfEvent: (value: any) => State | undefined;

const isTrusted =
  Object.getOwnPropertyDescriptor({ get isTrusted() { return stateOf(this).isTrusted; } }, "isTrusted")!.get;
const { defineProperty } = Object;

class Event {
  #state: State;
  static {
    stateOf = (event) => event.#state;
    stateIfEvent = (value) =>
      typeof value === "object" && value !== null && #state in value ? value.#state : undefined;
  }

  constructor(type: string, init: any = undefined) {
    requireArguments(arguments.length, 1, "Event");
    const state: State = (this.#state = {
      type: `${type}`, bubbles: false, cancelable: false, composed: false, timeStamp: now(),
      target: null, currentTarget: null, phase: NONE, isTrusted: false, isDispatched: false, isCanceled: false,
      isStopped: false, isStoppedAtOnce: false, inPassiveListener: false,
    });
    if (init !== undefined && init !== null) readInit(state, toDictionary(init, 'The "options" argument'));
    defineGetter(this, "isTrusted", isTrusted);
  }
  get type() {
    return this.#state.type;
  }
  get target() {
    return this.#state.target;
  }
  get srcElement() {
    return this.#state.target;
  }
  get currentTarget() {
    return this.#state.currentTarget;
  }
  composedPath() {
    const { currentTarget } = this.#state;
    return currentTarget === null ? [] : [currentTarget];
  }
  get eventPhase() {
    return this.#state.phase;
  }
  stopPropagation() {
    this.#state.isStopped = true;
  }
  get cancelBubble() {
    return this.#state.isStopped;
  }
  set cancelBubble(value) {
    const state = this.#state;
    if (value) state.isStopped = true;
  }
  stopImmediatePropagation() {
    this.#state.isStopped = true;
    this.#state.isStoppedAtOnce = true;
  }
  get bubbles() {
    return this.#state.bubbles;
  }
  get cancelable() {
    return this.#state.cancelable;
  }
  get returnValue() {
    return !this.#state.isCanceled;
  }
  set returnValue(value) {
    if (!value) this.preventDefault();
  }
  preventDefault() {
    const state = this.#state;
    if (state.cancelable && !state.inPassiveListener) state.isCanceled = true;
  }
  get defaultPrevented() {
    return this.#state.isCanceled;
  }
  get composed() {
    return this.#state.composed;
  }
  get timeStamp() {
    return this.#state.timeStamp;
  }
  initEvent(type: string, bubbles = false, cancelable = false) {
    requireArguments(arguments.length, 1, "initEvent' on 'Event");
    const state = this.#state;
    if (state.isDispatched) return;
    state.isStopped = state.isStoppedAtOnce = state.isCanceled = state.isTrusted = false;
    state.target = null;
    state.type = `${type}`;
    state.bubbles = !!bubbles;
    state.cancelable = !!cancelable;
  }
}
expose(Event);

// EventInit
function readInit(state: State, init: any): void {
  state.bubbles = !!init.bubbles;
  state.cancelable = !!init.cancelable;
  state.composed = !!init.composed;
}

for (const [name, value] of Object.entries({ NONE, CAPTURING_PHASE: 1, AT_TARGET, BUBBLING_PHASE: 3 }))
  for (const holder of [Event, Event.prototype]) defineProperty(holder, name, { value, enumerable: true });
defineInspection(Event, (event: any) => {
  const { type, isCanceled, cancelable, timeStamp } = stateOf(event);
  return { type, defaultPrevented: isCanceled, cancelable, timeStamp };
});

// ---- EventTarget ------------------------------------------------------------------

interface Listener {
  callback: any;
  capture: boolean;
  once: boolean;
  passive: boolean;
  isRemoved: boolean;
  signal: any;
  onAbort: (() => void) | undefined;
}
type Watcher = (type: string, count: number) => void;

let listenersIfAny: (target: any) => Listeners | undefined;
let listenersOf: (target: any) => Listeners;
let watchListeners: (target: any, watcher: Watcher) => void;

// What a target has that somebody listens to.
class Listeners {
  lists = new Map<string, Listener[]>();
  captures = 0; // of the listeners, those for the capturing phase
  handlers: Map<string, Handler> | undefined;
  watcher: Watcher | undefined;
}

class EventTarget {
  #listeners: Listeners | undefined;
  static {
    listenersIfAny = (target) => (target === globalThis ? globalTarget : target).#listeners;
    listenersOf = (target) => ((target === globalThis ? globalTarget : target).#listeners ??= new Listeners());
    watchListeners = (target, watcher) => {
      listenersOf(target).watcher = watcher;
    };
  }

  // Called without an object, each is one of the global object.
  addEventListener(type: string, callback: any, options: any = undefined): void {
    requireArguments(arguments.length, 2, "addEventListener' on 'EventTarget");
    const target = this ?? globalThis, listeners = listenersOf(target);
    type = `${type}`;
    checkCallback(callback);
    const listener = readOptions(callback, options);
    if (callback !== null && callback !== undefined) addListener(target, listeners, type, listener);
  }
  removeEventListener(type: string, callback: any, options: any = undefined): void {
    requireArguments(arguments.length, 2, "removeEventListener' on 'EventTarget");
    const target = this ?? globalThis, { lists } = listenersOf(target);
    type = `${type}`;
    checkCallback(callback);
    const capture = isObject(options) ? !!options.capture : !!options;
    const listener = lists.get(type)?.find((each) => each.callback === callback && each.capture === capture);
    if (listener) removeListener(target, type, listener);
  }
  dispatchEvent(event: Event): boolean {
    requireArguments(arguments.length, 1, "dispatchEvent' on 'EventTarget");
    const target = this ?? globalThis, listeners = listenersIfAny(target), state = stateIfEvent(event);
    if (state === undefined)
      throw Object.assign(new TypeError('The "event" argument must be an instance of Event.'), { code: "ERR_INVALID_ARG_TYPE" });
    if (state.isDispatched)
      throw new DOMException(`The event "${state.type}" is already being dispatched`, "InvalidStateError");
    state.isTrusted = false;
    return dispatch(target, listeners, event, state);
  }
}
expose(EventTarget);
defineInspection(EventTarget, () => ({}));

const globalTarget = new EventTarget();

function isObject(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function checkCallback(callback: unknown): void {
  if (callback === null || callback === undefined || isObject(callback)) return;
  const error = new TypeError('The "listener" argument must be a function or an object.');
  throw Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
}

function readOptions(callback: any, options: any): Listener {
  const listener: Listener =
    { callback, capture: false, once: false, passive: false, isRemoved: false, signal: undefined, onAbort: undefined };
  if (!isObject(options)) {
    listener.capture = !!options;
    return listener;
  }
  listener.capture = !!options.capture;
  listener.once = !!options.once;
  listener.passive = !!options.passive;
  listener.signal = options.signal;
  if (listener.signal !== undefined && !require("mote:internal/abort").isAbortSignal(listener.signal)) {
    const error = new TypeError('The "options.signal" property must be an instance of AbortSignal.');
    throw Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
  }
  return listener;
}

function addListener(target: any, listeners: Listeners, type: string, listener: Listener): void {
  const { callback, capture, signal } = listener, { lists } = listeners;
  if (signal?.aborted) return;
  const list = lists.get(type);
  if (!list) lists.set(type, [listener]);
  else if (list.some((each) => each.callback === callback && each.capture === capture)) return;
  else list.push(listener);
  if (capture) listeners.captures++;
  if (signal !== undefined) {
    listener.onAbort = () => removeListener(target, type, listener);
    require("mote:internal/abort").addAbortAlgorithm(signal, listener.onAbort);
  }
  listeners.watcher?.(type, lists.get(type)!.length);
}

function removeListener(target: any, type: string, listener: Listener): void {
  if (listener.isRemoved) return;
  listener.isRemoved = true;
  const listeners = listenersOf(target), { lists } = listeners;
  const rest = lists.get(type)!.filter((each) => each !== listener);
  if (listener.capture) listeners.captures--;
  if (rest.length) lists.set(type, rest);
  else lists.delete(type);
  if (listener.onAbort) require("mote:internal/abort").removeAbortAlgorithm(listener.signal, listener.onAbort);
  listeners.watcher?.(type, rest.length);
}

// https://dom.spec.whatwg.org/#concept-event-dispatch
function dispatch(target: any, listeners: Listeners | undefined, event: Event, state: State): boolean {
  let list = listeners?.lists.get(state.type);
  state.isDispatched = true;
  state.target = target;
  if (list !== undefined) {
    state.phase = AT_TARGET;
    state.currentTarget = target;
    if (listeners!.captures !== 0) {
      callListeners(target, event, state, list, true);
      list = listeners!.lists.get(state.type);
    }
    if (list !== undefined) callListeners(target, event, state, list, false);
  }
  state.phase = NONE;
  state.currentTarget = null;
  state.isDispatched = state.isStopped = state.isStoppedAtOnce = false;
  return !state.isCanceled;
}

function callListeners(target: any, event: Event, state: State, list: Listener[], capture: boolean): void {
  if (state.isStopped) return;
  const count = list.length;
  for (let i = 0; i < count; i++) {
    const listener = list[i];
    if (listener.isRemoved || listener.capture !== capture) continue;
    if (listener.once) removeListener(target, state.type, listener);
    state.inPassiveListener = listener.passive;
    try {
      const { callback } = listener;
      if (typeof callback === "function") call(callback, target, event);
      else callHandleEvent(callback, event);
    } catch (error) {
      reportException(error);
    }
    state.inPassiveListener = false;
    if (state.isStoppedAtOnce) return;
  }
}

const { apply } = Reflect;
const call: (fn: Function, self: unknown, argument: unknown) => any = Function.prototype.call.bind(Function.prototype.call) as any;

function callHandleEvent(callback: any, event: Event): void {
  const { handleEvent } = callback;
  if (typeof handleEvent !== "function") throw new TypeError("The listener's handleEvent is not a function");
  call(handleEvent, callback, event);
}

// Fires an event of the runtime's own; gives whether nobody prevented what it announces.
function fireEvent(target: any, event: Event): boolean {
  const state = stateOf(event);
  state.isTrusted = true;
  return dispatch(target, listenersIfAny(target), event, state);
}

const hasListeners = (target: any, type: string): boolean => listenersIfAny(target)?.lists.has(type) ?? false;

// ---- event handlers ---------------------------------------------------------------

interface Handler {
  value: any;
  listener: Listener | undefined;
}

function getHandler(target: any, type: string): any {
  return listenersIfAny(target)?.handlers?.get(type)?.value ?? null;
}

// The listener stands where the handler was first set, and stays there while functions take each other's place.
function setHandler(target: any, type: string, value: any): void {
  const listeners = listenersOf(target), handlers = (listeners.handlers ??= new Map());
  const handler = handlers.get(type) ?? { value: null, listener: undefined };
  handlers.set(type, handler);
  handler.value = isObject(value) ? value : null;
  if (handler.value === null) {
    if (handler.listener) removeListener(target, type, handler.listener);
    handler.listener = undefined;
  } else if (!handler.listener) {
    handler.listener = readOptions((event: Event) => callHandler(handler.value, target, event), undefined);
    addListener(target, listeners, type, handler.listener);
  }
}

function callHandler(handler: any, target: any, event: any): void {
  if (typeof handler !== "function") return;
  if (target === globalThis && event instanceof ErrorEvent && event.type === "error") {
    if (apply(handler, target, [event.message, event.filename, event.lineno, event.colno, event.error]) === true)
      event.preventDefault();
  } else if (call(handler, target, event) === false) {
    event.preventDefault();
  }
}

// Gives a class, or a single object, an attribute such as "onmessage".
function defineEventHandler(Class: any, name: string): void {
  const type = name.slice(2);
  const own = {
    get [name]() {
      return getHandler(this ?? globalThis, type);
    },
    set [name](value) {
      setHandler(this ?? globalThis, type, value);
    },
  };
  defineProperty(typeof Class === "function" ? Class.prototype : Class, name,
    { ...Object.getOwnPropertyDescriptor(own, name), enumerable: true, configurable: true });
}

// ---- kinds of events --------------------------------------------------------------

class CustomEvent extends Event {
  #detail: any;
  constructor(type: string, init: any = undefined) {
    requireArguments(arguments.length, 1, "CustomEvent");
    super(type, init);
    this.#detail = init?.detail ?? null;
  }
  get detail() {
    return this.#detail;
  }
  initCustomEvent(type: string, bubbles = false, cancelable = false, detail: any = null) {
    requireArguments(arguments.length, 1, "initCustomEvent' on 'CustomEvent");
    if (stateOf(this).isDispatched) return;
    this.initEvent(type, bubbles, cancelable);
    this.#detail = detail;
  }
}
expose(CustomEvent);

class ErrorEvent extends Event {
  #message: string;
  #filename: string;
  #lineno: number;
  #colno: number;
  #error: any;
  constructor(type: string, init: any = undefined) {
    requireArguments(arguments.length, 1, "ErrorEvent");
    super(type, init);
    const { message = "", filename = "", lineno = 0, colno = 0, error } = init ?? {};
    this.#message = `${message}`;
    this.#filename = `${filename}`;
    this.#lineno = lineno >>> 0;
    this.#colno = colno >>> 0;
    this.#error = error;
  }
  get message() {
    return this.#message;
  }
  get filename() {
    return this.#filename;
  }
  get lineno() {
    return this.#lineno;
  }
  get colno() {
    return this.#colno;
  }
  get error() {
    return this.#error;
  }
}
expose(ErrorEvent);

const NO_PORTS: readonly any[] = Object.freeze([]);
const NOBODY = { origin: "", lastEventId: "", source: null as any }; // who sent a message that tells nothing of it
let messageEvent: (type: string, data: any, ports?: readonly any[]) => MessageEvent;

class MessageEvent extends Event {
  #data: any = null;
  #ports = NO_PORTS;
  #sender = NOBODY;
  static {
    // OPT: one of the runtime's own, whose members need not be looked at.
    messageEvent = (type, data, ports = NO_PORTS) => {
      const event = new MessageEvent(type);
      event.#data = data;
      if (ports.length) event.#ports = Object.freeze(ports);
      return event;
    };
  }
  constructor(type: string, init: any = undefined) {
    requireArguments(arguments.length, 1, "MessageEvent");
    super(type, init);
    if (init === undefined || init === null) return;
    const { data = null, origin = "", lastEventId = "", source = null, ports = [] } = init;
    this.#set(data, origin, lastEventId, source, ports);
  }
  #set(data: any, origin: any, lastEventId: any, source: any, ports: any) {
    this.#data = data;
    this.#sender = { origin: `${origin}`.toWellFormed(), lastEventId: `${lastEventId}`, source: source ?? null };
    if (source !== null && source !== undefined && !isObject(source))
      throw new TypeError("MessageEvent constructor: source must be a MessagePort");
    if (!isObject(ports)) throw new TypeError("MessageEvent constructor: ports must be a sequence");
    this.#ports = Object.freeze([...ports]);
    if (!this.#ports.every(isObject)) throw new TypeError("MessageEvent constructor: ports must be MessagePorts");
  }
  get data() {
    return this.#data;
  }
  get origin() {
    return this.#sender.origin;
  }
  get lastEventId() {
    return this.#sender.lastEventId;
  }
  get source() {
    return this.#sender.source;
  }
  get ports() {
    return this.#ports;
  }
  initMessageEvent(type: string, bubbles = false, cancelable = false, data: any = null, origin = "", lastEventId = "",
    source: any = null, ports: any = []) {
    requireArguments(arguments.length, 1, "initMessageEvent' on 'MessageEvent");
    if (stateOf(this).isDispatched) return;
    this.initEvent(type, bubbles, cancelable);
    this.#set(data, origin, lastEventId, source, ports);
  }
}
expose(MessageEvent);

class PromiseRejectionEvent extends Event {
  #promise: any;
  #reason: any;
  constructor(type: string, init: any) {
    requireArguments(arguments.length, 2, "PromiseRejectionEvent");
    super(type, init);
    if (!isObject(init?.promise)) throw new TypeError("PromiseRejectionEvent constructor: promise is required");
    this.#promise = init.promise;
    this.#reason = init.reason;
  }
  get promise() {
    return this.#promise;
  }
  get reason() {
    return this.#reason;
  }
}
expose(PromiseRejectionEvent);

class CloseEvent extends Event {
  #wasClean: boolean;
  #code: number;
  #reason: string;
  constructor(type: string, init: any = undefined) {
    requireArguments(arguments.length, 1, "CloseEvent");
    super(type, init);
    const { wasClean = false, code = 0, reason = "" } = init ?? {};
    this.#wasClean = !!wasClean;
    this.#code = code & 0xffff;
    this.#reason = `${reason}`.toWellFormed();
  }
  get wasClean() {
    return this.#wasClean;
  }
  get code() {
    return this.#code;
  }
  get reason() {
    return this.#reason;
  }
}
expose(CloseEvent);

class ProgressEvent extends Event {
  #lengthComputable: boolean;
  #loaded: number;
  #total: number;
  constructor(type: string, init: any = undefined) {
    requireArguments(arguments.length, 1, "ProgressEvent");
    super(type, init);
    const { lengthComputable = false, loaded = 0, total = 0 } = init ?? {};
    this.#lengthComputable = !!lengthComputable;
    this.#loaded = +loaded;
    this.#total = +total;
  }
  get lengthComputable() {
    return this.#lengthComputable;
  }
  get loaded() {
    return this.#loaded;
  }
  get total() {
    return this.#total;
  }
}
expose(ProgressEvent);

const { addEventListener, removeEventListener, dispatchEvent } = EventTarget.prototype;

module.exports = {
  addEventListener, removeEventListener, dispatchEvent, // of the global object
  Event, EventTarget, CustomEvent, ErrorEvent, MessageEvent, PromiseRejectionEvent, CloseEvent, ProgressEvent,
  messageEvent, fireEvent, hasListeners, watchListeners, defineEventHandler,
};
