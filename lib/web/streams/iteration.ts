// SPDX-License-Identifier: MIT
// Streams as async iterables, and of async iterables (https://streams.spec.whatwg.org/#rs-asynciterator,
// https://webidl.spec.whatwg.org/#idl-async-iterable, https://streams.spec.whatwg.org/#rs-from).

const { newPromise, resolve, reject, rejected } = require("mote:internal/promises");
const { Queue, LazyPromise, isObject, call, invalidArgument, wrongThis } = require("mote:internal/streams/support");
const { Readable, acquireReader, releaseReader, readInto, cancelReadable, startController } = require("mote:internal/streams/readable");
const { DefaultController } = require("mote:internal/streams/readable_default");

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype));
const END = { __proto__: null };

// A read whose promise is for the chunk, or END.
class NextRequest {
  promise = newPromise();
  reader: any;

  constructor(reader: any) {
    this.reader = reader;
  }
  chunkSteps(chunk: unknown): void {
    resolve(this.promise, chunk);
  }
  closeSteps(): void {
    releaseReader(this.reader);
    resolve(this.promise, END);
  }
  errorSteps(error: unknown): void {
    releaseReader(this.reader);
    reject(this.promise, error);
  }
}

function nextChunk(reader: any): unknown {
  const { stream } = reader;
  if (stream.state === "readable" && stream.controller.hasChunk()) {
    stream.disturbed = true;
    return stream.controller.takeChunk();
  }
  const request = new NextRequest(reader);
  readInto(reader, request);
  return request.promise;
}

// Calls of next() and return() that come while one is at work wait for their turn.
class IteratorSlots {
  reader: any;
  preventCancel: boolean;
  finished = false;
  busy = false;
  waiting = new Queue(); // of LazyPromises

  constructor(reader: any, preventCancel: boolean) {
    this.reader = reader;
    this.preventCancel = preventCancel;
  }
  turn(): Promise<void> {
    const mine = new LazyPromise();
    this.waiting.push(mine);
    return mine.get();
  }
  end(): void {
    if (this.waiting.length > 0) this.waiting.shift().fulfil();
    else this.busy = false;
  }
}

class StreamIterator {
  #slots: IteratorSlots;

  constructor(stream: any, preventCancel: boolean) {
    this.#slots = new IteratorSlots(acquireReader(stream), preventCancel);
  }
  async next(): Promise<{ value: unknown; done: boolean }> {
    if (!isObject(this) || !(#slots in this)) throw wrongThis("ReadableStream AsyncIterator");
    const slots = this.#slots;
    if (slots.busy) await slots.turn();
    slots.busy = true;
    try {
      if (slots.finished) return { value: undefined, done: true };
      const chunk = await nextChunk(slots.reader);
      if (chunk !== END) return { value: chunk, done: false };
      slots.finished = true;
      return { value: undefined, done: true };
    } catch (error) {
      slots.finished = true;
      throw error;
    } finally {
      slots.end();
    }
  }
  async return(value: unknown = undefined): Promise<{ value: unknown; done: boolean }> {
    if (!isObject(this) || !(#slots in this)) throw wrongThis("ReadableStream AsyncIterator");
    const slots = this.#slots;
    if (slots.busy) await slots.turn();
    slots.busy = true;
    try {
      if (slots.finished) return { value, done: true };
      slots.finished = true;
      const { reader } = slots;
      const canceled = slots.preventCancel ? undefined : cancelReadable(reader.stream, value);
      releaseReader(reader);
      await canceled;
      return { value, done: true };
    } finally {
      slots.end();
    }
  }
}
Object.setPrototypeOf(StreamIterator.prototype, AsyncIteratorPrototype);
delete (StreamIterator.prototype as any).constructor;
Object.defineProperty(StreamIterator.prototype.return, "length", { value: 1 });
for (const name of ["next", "return"]) Object.defineProperty(StreamIterator.prototype, name, { enumerable: true });
Object.defineProperty(StreamIterator.prototype, Symbol.toStringTag, { value: "ReadableStream AsyncIterator", configurable: true });

// ---- ReadableStream.from ----------------------------------------------------------

const { asyncIterator: ASYNC_ITERATOR, iterator: ITERATOR } = Symbol;

function methodOf(value: any, key: PropertyKey): Function | undefined {
  const method = value[key];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== "function") throw invalidArgument(`${String(key)} must be a function`);
  return method;
}

// GetIterator(value, async): its next and return
function openIterator(value: any): { next: () => unknown; end: (reason: unknown) => unknown } {
  if (value === undefined || value === null) throw invalidArgument("asyncIterable must be an async iterable");
  const method = methodOf(value, ASYNC_ITERATOR);
  const syncMethod = method === undefined ? methodOf(value, ITERATOR) : undefined;
  if (method === undefined && syncMethod === undefined) throw invalidArgument("asyncIterable must be an async iterable");
  const iterator = call((method ?? syncMethod)!, value);
  if (!isObject(iterator)) throw invalidArgument("asyncIterable has an iterator that is no object");
  const { next } = iterator;
  if (method === undefined) return openSync(iterator, next);
  return {
    next: () => call(next, iterator),
    end: (reason) => {
      const end = methodOf(iterator, "return");
      return end === undefined ? END : call(end, iterator, reason);
    },
  };
}

// CreateAsyncFromSyncIterator
function openSync(iterator: any, next: any): { next: () => unknown; end: (reason: unknown) => unknown } {
  const settle = async (result: any, close: boolean) => {
    if (!isObject(result)) throw invalidArgument("The iterator's result must be an object");
    const done = Boolean(result.done);
    try {
      return { value: await result.value, done };
    } catch (error) {
      if (close && !done) closeSync(iterator);
      throw error;
    }
  };
  return {
    next: () => settle(call(next, iterator), true),
    end: (reason) => {
      const end = methodOf(iterator, "return");
      return end === undefined ? END : settle(call(end, iterator, reason), false);
    },
  };
}
function closeSync(iterator: any): void {
  try {
    const end = methodOf(iterator, "return");
    if (end !== undefined) call(end, iterator);
  } catch {
    // the value's rejection is what counts
  }
}

// ReadableStreamFromIterable
function readableFrom(iterable: unknown): any {
  const iterator = openIterator(iterable);
  const stream = new Readable();
  const pull = async () => {
    const result: any = await iterator.next();
    if (!isObject(result)) throw invalidArgument("The iterator's result must be an object");
    if (result.done) controller.close();
    else controller.enqueue(result.value);
  };
  const cancel = async (reason: unknown) => {
    const result = iterator.end(reason);
    if (result === END) return;
    if (!isObject(await result)) throw invalidArgument("The iterator's return() must give an object");
  };
  const controller = new DefaultController(stream, pull, cancel, 0);
  startController(controller, undefined);
  return stream;
}

module.exports = { StreamIterator, readableFrom };
