// SPDX-License-Identifier: MIT
// WritableStream (https://streams.spec.whatwg.org/#ws): its state and controller. The writers are in writer.ts.

const { newPromise, resolve, reject, resolved, rejected } = require("mote:internal/promises");
const { expose } = require("mote:internal/web_idl");
const { INTERNAL, isObject, Queue, SizedQueue, isChunkSize, call, bind, attempt, attemptWithout, objectOf, callbackOf, strategyOf, highWaterMarkOf, illegalConstructor, invalidState, wrongThis } = require("mote:internal/streams/support");
const { ask } = require("mote:internal/streams/shells");

const nothing = (): undefined => undefined;
const CLOSE = { __proto__: null }; // in the queue: the close sentinel
// In place of a write's promise where nobody asks for it.
const UNWATCHED = null;

// A WritableStream's internal slots.
class Writable {
  state = "writable"; // "erroring", "errored", "closed"
  storedError: unknown = undefined;
  backpressure = false;
  writer: any = null;
  controller: any = null;
  writeRequests = new Queue(); // promises, or UNWATCHED
  isWriting = false; // a write is in flight:
  inFlightWrite: Promise<void> | null = null;
  closeRequest: Promise<void> | null = null;
  inFlightClose: Promise<void> | null = null;
  pendingAbort: { promise: Promise<void>; reason: unknown; wasAlreadyErroring: boolean } | null = null;
  object: any = null;
  onFailure: ((error: unknown) => void) | null = null; // tells the other side, if there is one; see failWritable
}

function settle(promise: Promise<void> | null, ok: boolean, reason: unknown): void {
  if (promise === null) return;
  if (ok) resolve(promise, undefined);
  else reject(promise, reason);
}

// WritableStreamCloseQueuedOrInFlight
const isClosing = (stream: Writable): boolean => stream.closeRequest !== null || stream.inFlightClose !== null;

// WritableStreamAbort
function abortWritable(stream: Writable, reason: unknown): Promise<void> {
  if (stream.state === "closed" || stream.state === "errored") return resolved(undefined);
  stream.controller.signalAbort(reason);
  // The signal's listeners may have changed it.
  const { state } = stream;
  if (state === "closed" || state === "errored") return resolved(undefined);
  if (stream.pendingAbort !== null) return stream.pendingAbort.promise;
  const wasAlreadyErroring = state === "erroring";
  const promise = newPromise();
  stream.pendingAbort = { promise, reason: wasAlreadyErroring ? undefined : reason, wasAlreadyErroring };
  if (!wasAlreadyErroring) startErroring(stream, reason);
  return promise;
}

// WritableStreamClose
function closeWritable(stream: Writable): Promise<void> {
  if (stream.state === "closed" || stream.state === "errored")
    return rejected(invalidState(`The stream is ${stream.state} and cannot be closed`));
  const promise = newPromise();
  stream.controller.queue.push(CLOSE, 0);
  stream.closeRequest = promise;
  if (stream.writer !== null && stream.backpressure && stream.state === "writable") stream.writer.ready.fulfil();
  stream.controller.advance();
  return promise;
}

// WritableStreamUpdateBackpressure
function updateBackpressure(stream: Writable, backpressure: boolean): void {
  const { writer } = stream;
  if (writer !== null && backpressure !== stream.backpressure) {
    if (backpressure) writer.ready.reset();
    else writer.ready.fulfil();
  }
  stream.backpressure = backpressure;
}

// ---- errors -----------------------------------------------------------------------

// WritableStreamStartErroring
function startErroring(stream: Writable, reason: unknown): void {
  stream.state = "erroring";
  stream.storedError = reason;
  if (stream.writer !== null) stream.writer.ready.reject(reason);
  if (!stream.isWriting && stream.inFlightClose === null && stream.controller.started) finishErroring(stream);
}

// WritableStreamFinishErroring
function finishErroring(stream: Writable): void {
  stream.state = "errored";
  stream.controller.queue.clear();
  for (let node = stream.writeRequests.takeAll(); node !== null; node = node.next) settle(node.item, false, stream.storedError);
  const abort = stream.pendingAbort;
  stream.pendingAbort = null;
  if (abort === null) {
    rejectClose(stream);
  } else if (abort.wasAlreadyErroring) {
    reject(abort.promise, stream.storedError);
    rejectClose(stream);
  } else {
    finishAbort(stream, abort.promise, abort.reason);
  }
}
async function finishAbort(stream: Writable, promise: Promise<void>, reason: unknown): Promise<void> {
  try {
    await stream.controller.abortSteps(reason);
  } catch (error) {
    if (stream.onFailure !== null) stream.onFailure(error);
    reject(promise, error);
    rejectClose(stream);
    return;
  }
  resolve(promise, undefined);
  rejectClose(stream);
}

// WritableStreamRejectCloseAndClosedPromiseIfNeeded
function rejectClose(stream: Writable): void {
  settle(stream.closeRequest, false, stream.storedError);
  stream.closeRequest = null;
  if (stream.writer !== null) stream.writer.closed.reject(stream.storedError);
}

// WritableStreamDealWithRejection
function dealWithRejection(stream: Writable, error: unknown): void {
  if (stream.state === "writable") failWritable(stream, error);
  else finishErroring(stream);
}

// The stream fails by itself, or its sink does. Needs no memory.
function failWritable(stream: Writable, error: unknown): void {
  if (stream.state !== "writable") return;
  if (stream.onFailure !== null) stream.onFailure(error);
  stream.controller.errorIfNeeded(error);
}

// WritableStreamFinishInFlightWrite, WritableStreamFinishInFlightWriteWithError
function endWrite(stream: Writable, ok: boolean, error: unknown): void {
  const promise = stream.inFlightWrite;
  stream.inFlightWrite = null;
  stream.isWriting = false;
  settle(promise, ok, error);
  if (!ok) dealWithRejection(stream, error);
}

// WritableStreamFinishInFlightClose
function endClose(stream: Writable): void {
  settle(stream.inFlightClose, true, undefined);
  stream.inFlightClose = null;
  if (stream.state === "erroring") {
    stream.storedError = undefined;
    if (stream.pendingAbort !== null) resolve(stream.pendingAbort.promise, undefined);
    stream.pendingAbort = null;
  }
  stream.state = "closed";
  if (stream.writer !== null) stream.writer.closed.fulfil();
}

// WritableStreamFinishInFlightCloseWithError
function endCloseWithError(stream: Writable, error: unknown): void {
  settle(stream.inFlightClose, false, error);
  stream.inFlightClose = null;
  if (stream.pendingAbort !== null) reject(stream.pendingAbort.promise, error);
  stream.pendingAbort = null;
  dealWithRejection(stream, error);
}

// ---- WritableStreamDefaultController ----------------------------------------------

class WritableController {
  stream: Writable;
  queue = new SizedQueue();
  started = false;
  highWaterMark: number;
  sizeAlgorithm: Function | undefined; // undefined: each chunk counts 1
  writeAlgorithm: Function;
  closeAlgorithm: Function;
  abortAlgorithm: Function;
  isAborted = false;
  abortReason: unknown = undefined;
  abortController: any = null; // once somebody has asked for its signal
  shell: WritableStreamDefaultController | null = null;

  constructor(stream: Writable, write: Function, close: Function, abort: Function, highWaterMark: number, size: Function | undefined) {
    this.stream = stream;
    this.writeAlgorithm = write;
    this.closeAlgorithm = close;
    this.abortAlgorithm = abort;
    this.highWaterMark = highWaterMark;
    this.sizeAlgorithm = size;
    stream.controller = this;
    stream.backpressure = highWaterMark <= 0;
  }
  get object(): WritableStreamDefaultController {
    return (this.shell ??= new WritableStreamDefaultController(INTERNAL, this));
  }
  async start(result: unknown): Promise<void> {
    const { stream } = this;
    try {
      await result;
    } catch (error) {
      this.started = true;
      dealWithRejection(stream, error);
      return;
    }
    this.started = true;
    this.advance();
  }
  get signal(): any {
    if (this.abortController === null) {
      const { AbortController, signalAbort } = require("mote:internal/abort");
      this.abortController = new AbortController();
      if (this.isAborted) signalAbort(this.abortController.signal, this.abortReason);
    }
    return this.abortController.signal;
  }
  signalAbort(reason: unknown): void {
    if (this.isAborted) return;
    this.isAborted = true;
    this.abortReason = reason;
    if (this.abortController !== null) require("mote:internal/abort").signalAbort(this.abortController.signal, reason);
  }

  clearAlgorithms(): void {
    this.writeAlgorithm = this.closeAlgorithm = this.abortAlgorithm = nothing;
    this.sizeAlgorithm = undefined;
  }
  desiredSize(): number {
    return this.highWaterMark - this.queue.total;
  }
  abortSteps(reason: unknown): unknown {
    const result = attempt(this.abortAlgorithm, reason);
    this.clearAlgorithms();
    return result;
  }
  error(error: unknown): void {
    this.clearAlgorithms();
    startErroring(this.stream, error);
  }
  errorIfNeeded(error: unknown): void {
    if (this.stream.state === "writable") this.error(error);
  }
  // WritableStreamDefaultControllerGetChunkSize
  sizeOf(chunk: unknown): unknown {
    const { sizeAlgorithm } = this;
    if (sizeAlgorithm === undefined) return 1;
    try {
      return +sizeAlgorithm(chunk);
    } catch (error) {
      this.errorIfNeeded(error);
      return 1;
    }
  }
  // WritableStreamDefaultControllerWrite
  write(chunk: unknown, size: unknown): void {
    const { stream } = this;
    try {
      this.queue.push(chunk, size);
    } catch (error) {
      if (isChunkSize(+(size as number))) failWritable(stream, error);
      else this.errorIfNeeded(error);
      return;
    }
    if (!isClosing(stream) && stream.state === "writable") updateBackpressure(stream, this.desiredSize() <= 0);
    this.advance();
  }
  // WritableStreamDefaultControllerAdvanceQueueIfNeeded
  advance(): void {
    const { stream } = this;
    if (!this.started || stream.isWriting) return;
    if (stream.state === "erroring") finishErroring(stream);
    else if (this.queue.length > 0) this.process();
  }
  process(): void {
    if (this.queue.peek() === CLOSE) this.processClose();
    else this.writeLoop();
  }
  // WritableStreamDefaultControllerProcessWrite, for chunk after chunk
  async writeLoop(): Promise<void> {
    const { stream, queue } = this;
    do {
      stream.inFlightWrite = stream.writeRequests.shift();
      stream.isWriting = true;
      let result: unknown, thrown = false;
      try {
        result = this.writeAlgorithm(queue.head.item, this.shell);
      } catch (error) {
        result = error;
        thrown = true;
      }
      try {
        await (thrown ? undefined : result);
        if (thrown) throw result;
      } catch (error) {
        endWrite(stream, false, error);
        return;
      }
      endWrite(stream, true, undefined);
      queue.shift();
      if (!isClosing(stream) && stream.state === "writable") updateBackpressure(stream, this.desiredSize() <= 0);
    } while (!stream.isWriting && stream.state === "writable" && queue.length > 0 && queue.peek() !== CLOSE);
    this.advance();
  }
  async processClose(): Promise<void> {
    const { stream } = this;
    stream.inFlightClose = stream.closeRequest;
    stream.closeRequest = null;
    this.queue.shift();
    try {
      const result = attemptWithout(this.closeAlgorithm);
      this.clearAlgorithms();
      await result;
    } catch (error) {
      endCloseWithError(stream, error);
      return;
    }
    endClose(stream);
  }
}

// What an underlying sink's start and write are given.
class WritableStreamDefaultController {
  #slots: WritableController;

  constructor(token: unknown = undefined, slots: any = undefined) {
    if (token !== INTERNAL) throw illegalConstructor();
    this.#slots = slots;
  }
  // Aborted when the stream is, so that a write that takes long can end early.
  get signal(): any {
    return this.#slots.signal;
  }
  // Errors the stream.
  error(error: unknown = undefined): void {
    const slots = this.#slots;
    if (slots.stream.state === "writable") slots.error(error);
  }
}
expose(WritableStreamDefaultController);

// ---- WritableStream ---------------------------------------------------------------

// SetUpWritableStreamDefaultControllerFromUnderlyingSink
function setUpSink(stream: Writable, sink: any, strategy: any): void {
  const abort = callbackOf(sink, "abort", "underlyingSink");
  const close = callbackOf(sink, "close", "underlyingSink");
  const start = callbackOf(sink, "start", "underlyingSink");
  const { type } = sink;
  const write = callbackOf(sink, "write", "underlyingSink");
  if (type !== undefined) throw new RangeError("underlyingSink.type must be undefined");
  const controller: any = new WritableController(stream, nothing, nothing, nothing, highWaterMarkOf(strategy, 1), strategy.size);
  if (write !== undefined) {
    controller.object; // a write's second argument
    controller.writeAlgorithm = bind(write, sink);
  }
  if (close !== undefined) controller.closeAlgorithm = bind(close, sink);
  if (abort !== undefined) controller.abortAlgorithm = bind(abort, sink);
  controller.start(start === undefined ? undefined : call(start, sink, controller.object));
}

const lockedError = (): TypeError => invalidState("WritableStream is locked");

class WritableStream {
  #slots: any;

  constructor(underlyingSink: any = undefined, strategy: any = undefined) {
    if (underlyingSink === INTERNAL) {
      this.#slots = strategy;
      strategy.object = this;
      return;
    }
    const sink = objectOf(underlyingSink, "underlyingSink");
    const queuing = strategyOf(strategy, "strategy");
    const slots = (this.#slots = new Writable());
    slots.object = this;
    setUpSink(slots, sink, queuing);
  }
  static {
    ask.writable = (value: any) => (typeof value === "object" && value !== null && #slots in value ? value.#slots : undefined);
  }

  // Whether it has a writer.
  get locked(): boolean {
    return this.#slots.writer !== null;
  }
  // Ends it at once; chunks not written yet are gone.
  abort(reason: unknown = undefined): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("WritableStream"));
    return this.#slots.writer === null ? abortWritable(this.#slots, reason) : rejected(lockedError());
  }
  // Ends it when all chunks are written.
  close(): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("WritableStream"));
    const slots = this.#slots;
    if (slots.writer !== null) return rejected(lockedError());
    return isClosing(slots) ? rejected(invalidState("The stream is closing already")) : closeWritable(slots);
  }
  // Locks the stream.
  getWriter(): any {
    return require("mote:internal/streams/writer").writerOf(this.#slots);
  }
}
expose(WritableStream);

// The WritableStream of slots.
const writableStreamOf = (slots: any): WritableStream => slots.object ?? new WritableStream(INTERNAL, slots);

module.exports = {
  Writable, WritableController, WritableStreamDefaultController, WritableStream, writableStreamOf, isClosing, abortWritable, closeWritable,
  failWritable, UNWATCHED,
};
