// SPDX-License-Identifier: MIT
// What all files of lib/web/streams/ share: queues, promises that exist only when somebody looks, conversions of
// Web IDL. The files follow https://streams.spec.whatwg.org/, whose abstract operations they name; each public object
// is a thin shell with one private field, the object that has the standard's internal slots. So a program that
// patches prototypes, or makes subclasses, changes nothing of what happens inside.
//
// Memory may run out at any allocation, and nobody may wait for ever then. So all that runs as a job of its own (pulls,
// writes, starts, pipes, tees, ends) ends its stream where something throws, by functions that need no memory themselves:
// the controllers' error() and what it calls, failReadable, failWritable, Pipe.fail. A stream that has another side tells it
// in its onFailure. What takes a chunk out of a queue makes what it needs for that before, or fails the stream.

const { newHandledPromise, resolve, reject, rejected, rejectedHandled } = require("mote:internal/promises");
const { viewBuffer } = require("mote:internal/views");

// Callbacks of the program are bound to their objects: calls of bound functions cost little.
const bind: (fn: Function, self: unknown, ...args: unknown[]) => any = Function.prototype.call.bind(Function.prototype.bind) as any;
const call: (fn: Function, self: unknown, ...args: unknown[]) => any = Function.prototype.call.bind(Function.prototype.call) as any;

// What the constructors of shells are called with inside; programs cannot get at it.
const INTERNAL = { __proto__: null };

// First in, first out.
class Queue {
  head: any = null;
  tail: any = null;
  length = 0;

  push(item: unknown): void {
    const node = { item, next: null };
    if (this.length++ === 0) this.head = node;
    else this.tail.next = node;
    this.tail = node;
  }
  peek(): any {
    return this.head.item;
  }
  shift(): any {
    const { head } = this;
    this.head = head.next;
    if (--this.length === 0) this.tail = null;
    return head.item;
  }
  // All that is in it, as a list of { item, next }; it is empty then. Needs no memory.
  takeAll(): any {
    const { head } = this;
    this.head = this.tail = null;
    this.length = 0;
    return head;
  }
}

const isChunkSize = (number: number): boolean => number >= 0 && number < Infinity;

// A queue-with-sizes.
class SizedQueue {
  head: any = null;
  tail: any = null;
  length = 0;
  total = 0;

  // EnqueueValueWithSize
  push(chunk: unknown, size: unknown): void {
    const number = +(size as number);
    if (!isChunkSize(number)) throw new RangeError("The size of a chunk must be a finite, non-negative number");
    const node = { item: chunk, size: number, next: null };
    if (this.length++ === 0) this.head = node;
    else this.tail.next = node;
    this.tail = node;
    this.total += number;
  }
  peek(): any {
    return this.head.item;
  }
  // DequeueValue
  shift(): any {
    const { head } = this;
    this.head = head.next;
    if (--this.length === 0) this.tail = null;
    this.total -= head.size;
    if (this.total < 0) this.total = 0; // sums of fractions may be a little off
    return head.item;
  }
  clear(): void {
    this.head = this.tail = null;
    this.length = this.total = 0;
  }
}

// A promise for undefined that is made when it is first asked for. Nobody need handle its rejection.
class LazyPromise {
  state = "pending";
  reason: unknown = undefined;
  promise: Promise<void> | null = null;

  get(): Promise<void> {
    if (this.promise === null) {
      if (this.state === "rejected") {
        this.promise = rejectedHandled(this.reason);
      } else {
        this.promise = newHandledPromise();
        if (this.state === "fulfilled") resolve(this.promise, undefined);
      }
    }
    return this.promise!;
  }
  // A new promise takes its place.
  reset(): void {
    this.state = "pending";
    this.promise = null;
  }
  fulfil(): void {
    if (this.state !== "pending") return;
    this.state = "fulfilled";
    if (this.promise !== null) resolve(this.promise, undefined);
  }
  // Rejects it, or puts a rejected one into its place if it is settled.
  reject(reason: unknown): void {
    if (this.state !== "pending") this.promise = null;
    this.state = "rejected";
    this.reason = reason;
    if (this.promise !== null) reject(this.promise, reason);
  }
}

// The outcome of a callback that may give a promise: what it returns, or a rejected promise for what it throws.
function attempt(algorithm: Function, argument: unknown): unknown {
  try {
    return algorithm(argument);
  } catch (error) {
    return rejected(error);
  }
}
function attemptWithout(algorithm: Function): unknown {
  try {
    return algorithm();
  } catch (error) {
    return rejected(error);
  }
}

const isObject = (value: unknown): boolean => (typeof value === "object" && value !== null) || typeof value === "function";

function invalidArgument(message: string): TypeError {
  const error: any = new TypeError(message);
  error.code = "ERR_INVALID_ARG_TYPE";
  return error;
}

// A member of a dictionary that is a callback function, or undefined.
function callbackOf(dictionary: any, name: string, what: string): Function | undefined {
  const value = dictionary[name];
  if (value === undefined || typeof value === "function") return value;
  throw invalidArgument(`${what}.${name} must be a function`);
}

function dictionaryOf(value: any, what: string): any {
  if (value === undefined || value === null) return { __proto__: null };
  if (!isObject(value)) throw invalidArgument(`${what} must be an object`);
  return value;
}

// An underlying source, sink or transformer: an object, or left out.
function objectOf(value: any, what: string): any {
  if (value === undefined) return { __proto__: null };
  if (!isObject(value)) throw invalidArgument(`${what} must be an object`);
  return value;
}

// QueuingStrategy: its members, converted. size undefined: each chunk counts 1.
function strategyOf(value: any, what: string): { highWaterMark: number | undefined; size: Function | undefined } {
  const strategy = dictionaryOf(value, what);
  const mark = strategy.highWaterMark;
  const highWaterMark = mark === undefined ? undefined : +mark;
  return { highWaterMark, size: callbackOf(strategy, "size", what) };
}

// ExtractHighWaterMark
function highWaterMarkOf(strategy: { highWaterMark: number | undefined }, initial: number): number {
  const mark = strategy.highWaterMark;
  if (mark === undefined) return initial;
  if (!(mark >= 0)) throw new RangeError(`highWaterMark must be a non-negative number, not ${mark}`);
  return mark;
}

// [EnforceRange] unsigned long long
function sizeOf(value: unknown, what: string): number {
  const number = +(value as number);
  const whole = number < 0 ? -Math_floor(-number) : Math_floor(number);
  if (!(whole >= 0 && whole <= 9007199254740991)) throw new TypeError(`${what} must be an integer from 0 to 2^53 - 1`);
  return whole + 0;
}
const Math_floor = Math.floor;

const illegalConstructor = (): TypeError => Object_assign(new TypeError("Illegal constructor"), { code: "ERR_ILLEGAL_CONSTRUCTOR" });
const Object_assign = Object.assign;

const wrongThis = (name: string): TypeError =>
  Object_assign(new TypeError(`Value of "this" must be of type ${name}`), { code: "ERR_INVALID_THIS" });

// Never throws, so that whom it is for is told in any case: of the memory that has run out, if need be.
function invalidState(message: string): Error {
  try {
    return Object_assign(new TypeError(message), { code: "ERR_INVALID_STATE" });
  } catch (error) {
    return error as Error;
  }
}

const transferBuffer: (buffer: ArrayBuffer) => ArrayBuffer = Function.prototype.call.bind((ArrayBuffer.prototype as any).transfer);
const sliceBuffer: (buffer: ArrayBuffer, start: number, end: number) => ArrayBuffer =
  Function.prototype.call.bind(ArrayBuffer.prototype.slice) as any;

// Throws where a value is no view of an ArrayBuffer.
function requireView(value: any, what: string): void {
  if (viewBuffer(value) === undefined) throw invalidArgument(`${what} must be an ArrayBufferView, and not of a SharedArrayBuffer`);
}

module.exports = {
  INTERNAL, Queue, SizedQueue, LazyPromise, isChunkSize, isObject, call, bind, attempt, attemptWithout, invalidArgument, callbackOf, dictionaryOf,
  objectOf, strategyOf, highWaterMarkOf, sizeOf, illegalConstructor, wrongThis, invalidState,
  transferBuffer, sliceBuffer, requireView,
};
