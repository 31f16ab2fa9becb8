// SPDX-License-Identifier: MIT
// ReadableStreamDefaultController (https://streams.spec.whatwg.org/#rs-default-controller-class).

const { expose } = require("mote:internal/web_idl");
const { INTERNAL, SizedQueue, call, bind, attempt, highWaterMarkOf, illegalConstructor, invalidState } =
  require("mote:internal/streams/support");
const { closeReadable, errorReadable, giveChunk, startController, callPullIfNeeded } = require("mote:internal/streams/readable");

const nothing = (): undefined => undefined;

// The internal slots of a controller, and its internal methods.
class DefaultController {
  isByte = false;
  stream: any;
  queue = new SizedQueue();
  started = false;
  closeRequested = false;
  pulling = false;
  pullAgain = false;
  highWaterMark: number;
  sizeAlgorithm: Function | undefined; // undefined: each chunk counts 1
  pullAlgorithm: Function;
  cancelAlgorithm: Function;
  shell: ReadableStreamDefaultController | null = null;

  constructor(stream: any, pull: Function, cancel: Function, highWaterMark: number, size: Function | undefined) {
    this.stream = stream;
    this.pullAlgorithm = pull;
    this.cancelAlgorithm = cancel;
    this.highWaterMark = highWaterMark;
    this.sizeAlgorithm = size;
    stream.controller = this;
  }
  get object(): ReadableStreamDefaultController {
    return (this.shell ??= new ReadableStreamDefaultController(INTERNAL, this));
  }

  // ---- what readers ask for ----

  hasChunk(): boolean {
    return this.queue.length > 0;
  }
  takeChunk(): unknown {
    const chunk = this.queue.shift();
    if (this.closeRequested && this.queue.length === 0) {
      this.clearAlgorithms();
      closeReadable(this.stream);
    } else {
      callPullIfNeeded(this);
    }
    return chunk;
  }
  pullSteps(request: any): void {
    if (this.queue.length > 0) {
      request.chunkSteps(this.takeChunk());
    } else {
      this.stream.reader.requests.push(request);
      callPullIfNeeded(this);
    }
  }
  cancelSteps(reason: unknown): unknown {
    this.queue.clear();
    const result = attempt(this.cancelAlgorithm, reason);
    this.clearAlgorithms();
    return result;
  }
  releaseSteps(): void {}

  // ---- ReadableStreamDefaultController… ----

  callPullIfNeeded(): void {
    callPullIfNeeded(this);
  }
  shouldCallPull(): boolean {
    if (!this.started || !this.canCloseOrEnqueue()) return false;
    const { reader } = this.stream;
    if (reader !== null && reader.requests.length > 0) return true;
    return this.highWaterMark > this.queue.total;
  }
  canCloseOrEnqueue(): boolean {
    return !this.closeRequested && this.stream.state === "readable";
  }
  clearAlgorithms(): void {
    this.pullAlgorithm = this.cancelAlgorithm = nothing;
    this.sizeAlgorithm = undefined;
  }
  desiredSize(): number | null {
    const { state } = this.stream;
    if (state === "readable") return this.highWaterMark - this.queue.total;
    return state === "errored" ? null : 0;
  }
  close(): void {
    if (!this.canCloseOrEnqueue()) return;
    this.closeRequested = true;
    if (this.queue.length > 0) return;
    this.clearAlgorithms();
    closeReadable(this.stream);
  }
  enqueue(chunk: unknown): void {
    if (!this.canCloseOrEnqueue()) return;
    const { reader } = this.stream;
    if (reader !== null && reader.requests.length > 0) giveChunk(reader.requests.shift(), chunk);
    else this.push(chunk);
    callPullIfNeeded(this);
  }
  push(chunk: unknown): void {
    const { sizeAlgorithm } = this;
    try {
      this.queue.push(chunk, sizeAlgorithm === undefined ? 1 : sizeAlgorithm(chunk));
    } catch (error) {
      this.error(error);
      throw error;
    }
  }
  error(error: unknown): void {
    if (this.stream.state !== "readable") return;
    this.queue.clear();
    this.clearAlgorithms();
    errorReadable(this.stream, error);
  }
}

// What an underlying source's start and pull are given.
class ReadableStreamDefaultController {
  #slots: DefaultController;

  constructor(token: unknown = undefined, slots: any = undefined) {
    if (token !== INTERNAL) throw illegalConstructor();
    this.#slots = slots;
  }
  // How much more the queue wants: below the high-water mark positive; null once errored.
  get desiredSize(): number | null {
    return this.#slots.desiredSize();
  }
  // Closes the stream, when all chunks in its queue are read.
  close(): void {
    const slots = this.#slots;
    if (!slots.canCloseOrEnqueue()) throw invalidState("Controller is already closed");
    slots.close();
  }
  enqueue(chunk: unknown = undefined): void {
    const slots = this.#slots;
    if (!slots.canCloseOrEnqueue()) throw invalidState("Controller is already closed");
    slots.enqueue(chunk);
  }
  // Errors the stream; chunks in its queue are gone.
  error(error: unknown = undefined): void {
    this.#slots.error(error);
  }
}
expose(ReadableStreamDefaultController);

// SetUpReadableStreamDefaultControllerFromUnderlyingSource
function setUpDefaultSource(stream: any, object: any, source: any, strategy: any): void {
  const { start, pull, cancel } = source;
  const controller: any = new DefaultController(stream, nothing, nothing, highWaterMarkOf(strategy, 1), strategy.size);
  if (pull !== undefined) controller.pullAlgorithm = bind(pull, object, controller.object);
  if (cancel !== undefined) controller.cancelAlgorithm = bind(cancel, object);
  startController(controller, start === undefined ? undefined : call(start, object, controller.object));
}

module.exports = { DefaultController, ReadableStreamDefaultController, setUpDefaultSource };
