// SPDX-License-Identifier: MIT
// ReadableByteStreamController and ReadableStreamBYOBRequest (https://streams.spec.whatwg.org/#rbs-controller-class).

const { expose, requireArguments } = require("mote:internal/web_idl");
const { INTERNAL, Queue, sizeOf, call, bind, attempt, highWaterMarkOf, illegalConstructor, invalidState,
  transferBuffer, sliceBuffer, requireView } = require("mote:internal/streams/support");
const { viewBuffer, viewLength, viewOffset, viewType, isDetached } = require("mote:internal/views");
const { closeReadable, errorReadable, giveChunk, giveEnd, hasDefaultReader, hasByobReader, startController, callPullIfNeeded } = require("mote:internal/streams/readable");

const nothing = (): undefined => undefined;

// Bytes of the queue.
interface Entry {
  buffer: ArrayBuffer;
  byteOffset: number;
  byteLength: number;
}

const VIEWS = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array,
  Float32Array, Float64Array, (globalThis as any).Float16Array];
const CONSTRUCTORS = new Map(VIEWS.filter(Boolean).map((view) => [view.name, view]));
const constructorOf = CONSTRUCTORS.get.bind(CONSTRUCTORS);
const Bytes = Uint8Array, View = DataView, Buffer_ = ArrayBuffer;

// A buffer that waits to be filled: a pull-into descriptor.
class PullInto {
  buffer: ArrayBuffer;
  bufferByteLength: number;
  byteOffset: number;
  byteLength: number;
  bytesFilled = 0;
  minimumFill: number;
  elementSize: number;
  viewConstructor: any;
  readerType: string; // "default", "byob", "none": its reader was released

  constructor(buffer: ArrayBuffer, byteOffset: number, byteLength: number, minimumFill: number, elementSize: number, viewConstructor: any,
    readerType: string) {
    this.buffer = buffer;
    this.bufferByteLength = viewLength(buffer);
    this.byteOffset = byteOffset;
    this.byteLength = byteLength;
    this.minimumFill = minimumFill;
    this.elementSize = elementSize;
    this.viewConstructor = viewConstructor;
    this.readerType = readerType;
  }
  // ReadableByteStreamControllerConvertPullIntoDescriptor
  toView(): ArrayBufferView {
    return new this.viewConstructor(transferBuffer(this.buffer), this.byteOffset, this.bytesFilled / this.elementSize);
  }
}

class ByteController {
  isByte = true;
  stream: any;
  queue = new Queue(); // of Entry
  total = 0; // bytes in it
  started = false;
  closeRequested = false;
  pulling = false;
  pullAgain = false;
  highWaterMark: number;
  pullAlgorithm: Function;
  cancelAlgorithm: Function;
  autoAllocateChunkSize: number | undefined;
  pendingPullIntos: PullInto[] = [];
  byobRequest: ReadableStreamBYOBRequest | null = null;
  shell: ReadableByteStreamController | null = null;

  constructor(stream: any, pull: Function, cancel: Function, highWaterMark: number, autoAllocateChunkSize?: number) {
    this.stream = stream;
    this.pullAlgorithm = pull;
    this.cancelAlgorithm = cancel;
    this.highWaterMark = highWaterMark;
    this.autoAllocateChunkSize = autoAllocateChunkSize;
    stream.controller = this;
  }
  get object(): ReadableByteStreamController {
    return (this.shell ??= new ReadableByteStreamController(INTERNAL, this));
  }

  // ---- what readers ask for ----

  hasChunk(): boolean {
    return this.total > 0;
  }
  // ReadableByteStreamControllerFillReadRequestFromQueue
  takeChunk(): Uint8Array {
    const { buffer, byteOffset, byteLength } = this.queue.peek();
    const chunk = new Bytes(buffer, byteOffset, byteLength);
    this.queue.shift();
    this.total -= byteLength;
    this.handleQueueDrain();
    return chunk;
  }
  pullSteps(request: any): void {
    if (this.total > 0) {
      request.chunkSteps(this.takeChunk());
      return;
    }
    const size = this.autoAllocateChunkSize;
    if (size !== undefined) {
      let buffer;
      try {
        buffer = new Buffer_(size);
      } catch (error) {
        request.errorSteps(error);
        return;
      }
      this.addPullInto(new PullInto(buffer, 0, size, 1, 1, Bytes, "default"));
    }
    this.stream.reader.requests.push(request);
    callPullIfNeeded(this);
  }
  cancelSteps(reason: unknown): unknown {
    this.clearPendingPullIntos();
    this.resetQueue();
    const result = attempt(this.cancelAlgorithm, reason);
    this.clearAlgorithms();
    return result;
  }
  releaseSteps(): void {
    if (this.pendingPullIntos.length === 0) return;
    const first = this.pendingPullIntos[0];
    first.readerType = "none";
    this.pendingPullIntos = [first];
  }

  // ReadableByteStreamControllerPullInto
  pullInto(view: ArrayBufferView, min: number, request: any): void {
    const type = viewType(view);
    const viewConstructor: any = type === undefined ? View : constructorOf(type);
    const elementSize = type === undefined ? 1 : viewConstructor.BYTES_PER_ELEMENT;
    const byteOffset = viewOffset(view), byteLength = viewLength(view);
    let buffer;
    try {
      buffer = transferBuffer(viewBuffer(view));
    } catch (error) {
      request.errorSteps(error);
      return;
    }
    const into = new PullInto(buffer, byteOffset, byteLength, min * elementSize, elementSize, viewConstructor, "byob");
    if (this.pendingPullIntos.length > 0) {
      this.addPullInto(into);
      this.stream.reader.requests.push(request);
    } else if (this.stream.state === "closed") {
      request.closeSteps(new viewConstructor(into.buffer, byteOffset, 0));
    } else {
      this.pullIntoEmpty(into, request);
    }
  }
  pullIntoEmpty(into: PullInto, request: any): void {
    if (this.total > 0) {
      if (this.fillFromQueue(into)) {
        const view = into.toView();
        this.handleQueueDrain();
        request.chunkSteps(view);
        return;
      }
      if (this.closeRequested) {
        const error = new TypeError("The stream ended within an element of the view");
        this.error(error);
        request.errorSteps(error);
        return;
      }
    }
    this.addPullInto(into);
    this.stream.reader.requests.push(request);
    callPullIfNeeded(this);
  }

  // ---- state ----

  callPullIfNeeded(): void {
    callPullIfNeeded(this);
  }
  shouldCallPull(): boolean {
    if (!this.canCloseOrEnqueue() || !this.started) return false;
    const { reader } = this.stream;
    if (reader !== null && reader.requests.length > 0) return true;
    return this.highWaterMark > this.total;
  }
  canCloseOrEnqueue(): boolean {
    return !this.closeRequested && this.stream.state === "readable";
  }
  clearAlgorithms(): void {
    this.pullAlgorithm = this.cancelAlgorithm = nothing;
  }
  clearPendingPullIntos(): void {
    this.invalidateByobRequest();
    this.pendingPullIntos.length = 0;
  }
  resetQueue(): void {
    this.queue.takeAll();
    this.total = 0;
  }
  desiredSize(): number | null {
    const { state } = this.stream;
    if (state === "readable") return this.highWaterMark - this.total;
    return state === "errored" ? null : 0;
  }
  handleQueueDrain(): void {
    if (this.total === 0 && this.closeRequested) {
      this.clearAlgorithms();
      closeReadable(this.stream);
    } else {
      callPullIfNeeded(this);
    }
  }
  close(): void {
    if (!this.canCloseOrEnqueue()) return;
    if (this.total > 0) {
      this.closeRequested = true;
      return;
    }
    const first = this.pendingPullIntos[0];
    if (first !== undefined && first.bytesFilled % first.elementSize !== 0) {
      const error = new TypeError("The stream ended within an element of the view");
      this.error(error);
      throw error;
    }
    this.clearAlgorithms();
    closeReadable(this.stream);
  }
  error(error: unknown): void {
    if (this.stream.state !== "readable") return;
    this.clearPendingPullIntos();
    this.resetQueue();
    this.clearAlgorithms();
    errorReadable(this.stream, error);
  }

  // ---- bytes come in ----

  enqueue(chunk: ArrayBufferView): void {
    if (!this.canCloseOrEnqueue()) return;
    const byteOffset = viewOffset(chunk), byteLength = viewLength(chunk);
    const buffer = transferBuffer(viewBuffer(chunk));
    const { stream } = this;
    if (this.pendingPullIntos.length > 0) {
      const first = this.pendingPullIntos[0];
      if (isDetached(first.buffer)) throw new TypeError("The buffer of the BYOB request has been detached");
      this.invalidateByobRequest();
      first.buffer = transferBuffer(first.buffer);
      if (first.readerType === "none") this.enqueueDetached(first);
    }
    if (hasDefaultReader(stream)) this.enqueueForDefault(buffer, byteOffset, byteLength);
    else this.enqueueBytes(buffer, byteOffset, byteLength);
    if (hasByobReader(stream)) this.commitAll(this.fillPullIntos());
    callPullIfNeeded(this);
  }
  enqueueForDefault(buffer: ArrayBuffer, byteOffset: number, byteLength: number): void {
    const { requests } = this.stream.reader;
    // ReadableByteStreamControllerProcessReadRequestsUsingQueue
    while (requests.length > 0 && this.total > 0) giveChunk(requests.shift(), this.takeChunk());
    if (requests.length === 0) {
      this.enqueueBytes(buffer, byteOffset, byteLength);
      return;
    }
    if (this.pendingPullIntos.length > 0) this.shiftPullInto();
    const chunk = new Bytes(buffer, byteOffset, byteLength);
    giveChunk(requests.shift(), chunk);
  }
  // ReadableByteStreamControllerEnqueueChunkToQueue
  enqueueBytes(buffer: ArrayBuffer, byteOffset: number, byteLength: number): void {
    this.queue.push({ buffer, byteOffset, byteLength });
    this.total += byteLength;
  }
  enqueueCopy(buffer: ArrayBuffer, byteOffset: number, byteLength: number): void {
    let copy;
    try {
      copy = sliceBuffer(buffer, byteOffset, byteOffset + byteLength);
    } catch (error) {
      this.error(error);
      throw error;
    }
    this.enqueueBytes(copy, 0, byteLength);
  }
  // ReadableByteStreamControllerEnqueueDetachedPullIntoToQueue
  enqueueDetached(into: PullInto): void {
    if (into.bytesFilled > 0) this.enqueueCopy(into.buffer, into.byteOffset, into.bytesFilled);
    this.shiftPullInto();
  }

  // ---- buffers of readers ----

  addPullInto(into: PullInto): void {
    this.pendingPullIntos[this.pendingPullIntos.length] = into;
  }
  shiftPullInto(): PullInto {
    const first = this.pendingPullIntos[0], rest = [];
    for (let i = 1; i < this.pendingPullIntos.length; i++) rest[i - 1] = this.pendingPullIntos[i];
    this.pendingPullIntos = rest;
    return first;
  }
  // ReadableByteStreamControllerFillPullIntoDescriptorFromQueue: whether it has enough now
  fillFromQueue(into: PullInto): boolean {
    let count = into.byteLength - into.bytesFilled;
    if (count > this.total) count = this.total;
    const filled = into.bytesFilled + count;
    const aligned = filled - (filled % into.elementSize);
    const isReady = aligned >= into.minimumFill;
    if (isReady) count = aligned - into.bytesFilled;
    const { queue } = this;
    while (count > 0) {
      const head: Entry = queue.peek();
      const part = count < head.byteLength ? count : head.byteLength;
      copyBytes(into.buffer, into.byteOffset + into.bytesFilled, head.buffer, head.byteOffset, part);
      if (head.byteLength === part) {
        queue.shift();
      } else {
        head.byteOffset += part;
        head.byteLength -= part;
      }
      this.total -= part;
      into.bytesFilled += part;
      count -= part;
    }
    return isReady;
  }
  // ReadableByteStreamControllerProcessPullIntoDescriptorsUsingQueue: those that are full now
  fillPullIntos(): PullInto[] {
    const filled: PullInto[] = [];
    while (this.pendingPullIntos.length > 0 && this.total > 0) {
      if (this.fillFromQueue(this.pendingPullIntos[0])) filled[filled.length] = this.shiftPullInto();
    }
    return filled;
  }
  // ReadableByteStreamControllerCommitPullIntoDescriptor
  commit(into: PullInto): void {
    const { stream } = this;
    const isClosed = stream.state === "closed";
    const chunk = isClosed && into.readerType === "default" ? undefined : into.toView();
    const request = stream.reader.requests.shift();
    if (isClosed) giveEnd(request, chunk);
    else giveChunk(request, chunk);
  }
  commitAll(list: PullInto[]): void {
    for (let i = 0; i < list.length; i++) this.commit(list[i]);
  }

  // ---- the BYOB request ----

  getByobRequest(): ReadableStreamBYOBRequest | null {
    if (this.byobRequest === null && this.pendingPullIntos.length > 0) {
      const first = this.pendingPullIntos[0];
      const view = new Bytes(first.buffer, first.byteOffset + first.bytesFilled, first.byteLength - first.bytesFilled);
      this.byobRequest = new ReadableStreamBYOBRequest(INTERNAL, this, view);
    }
    return this.byobRequest;
  }
  invalidateByobRequest(): void {
    if (this.byobRequest === null) return;
    invalidate(this.byobRequest);
    this.byobRequest = null;
  }
  // ReadableByteStreamControllerRespond
  respond(count: number): void {
    const first = this.pendingPullIntos[0];
    if (this.stream.state === "closed") {
      if (count !== 0) throw new TypeError("bytesWritten must be 0 when the stream is closed");
    } else {
      if (count === 0) throw new TypeError("bytesWritten must be greater than 0 while the stream is readable");
      if (first.bytesFilled + count > first.byteLength) throw new RangeError("bytesWritten is greater than the view is long");
    }
    first.buffer = transferBuffer(first.buffer);
    this.respondInternal(count);
  }
  respondWithNewView(view: ArrayBufferView): void {
    const first = this.pendingPullIntos[0];
    const byteLength = viewLength(view), buffer = viewBuffer(view);
    if (this.stream.state === "closed") {
      if (byteLength !== 0) throw new TypeError("The view's length must be 0 when the stream is closed");
    } else if (byteLength === 0) {
      throw new TypeError("The view's length must be greater than 0 while the stream is readable");
    }
    if (first.byteOffset + first.bytesFilled !== viewOffset(view))
      throw new RangeError("The view does not begin where the BYOB request's view does");
    if (first.bufferByteLength !== viewLength(buffer)) throw new RangeError("The view's buffer has not the length of the BYOB request's");
    if (first.bytesFilled + byteLength > first.byteLength) throw new RangeError("The view is longer than the BYOB request's view");
    first.buffer = transferBuffer(buffer);
    this.respondInternal(byteLength);
  }
  respondInternal(count: number): void {
    const first = this.pendingPullIntos[0];
    this.invalidateByobRequest();
    if (this.stream.state === "closed") this.respondInClosedState(first);
    else this.respondInReadableState(count, first);
    callPullIfNeeded(this);
  }
  respondInClosedState(first: PullInto): void {
    if (first.readerType === "none") this.shiftPullInto();
    if (!hasByobReader(this.stream)) return;
    const filled: PullInto[] = [];
    while (filled.length < this.stream.reader.requests.length) filled[filled.length] = this.shiftPullInto();
    this.commitAll(filled);
  }
  respondInReadableState(count: number, into: PullInto): void {
    into.bytesFilled += count;
    if (into.readerType === "none") {
      this.enqueueDetached(into);
      this.commitAll(this.fillPullIntos());
      return;
    }
    if (into.bytesFilled < into.minimumFill) return;
    this.shiftPullInto();
    const rest = into.bytesFilled % into.elementSize;
    if (rest > 0) {
      this.enqueueCopy(into.buffer, into.byteOffset + into.bytesFilled - rest, rest);
      into.bytesFilled -= rest;
    }
    const filled = this.fillPullIntos();
    this.commit(into);
    this.commitAll(filled);
  }
}

const setBytes: (target: Uint8Array, source: Uint8Array, offset: number) => void = Function.prototype.call.bind(Uint8Array.prototype.set);
function copyBytes(to: ArrayBuffer, toOffset: number, from: ArrayBuffer, fromOffset: number, count: number): void {
  setBytes(new Bytes(to), new Bytes(from, fromOffset, count), toOffset);
}

// What an underlying byte source's start and pull are given.
class ReadableByteStreamController {
  #slots: ByteController;

  constructor(token: unknown = undefined, slots: any = undefined) {
    if (token !== INTERNAL) throw illegalConstructor();
    this.#slots = slots;
  }
  // The request to fill a reader's buffer; null: there is none.
  get byobRequest(): ReadableStreamBYOBRequest | null {
    return this.#slots.getByobRequest();
  }
  // How many more bytes the queue wants; null once errored.
  get desiredSize(): number | null {
    return this.#slots.desiredSize();
  }
  // Closes the stream, when all bytes in its queue are read.
  close(): void {
    const slots = this.#slots;
    if (!slots.canCloseOrEnqueue()) throw invalidState("Controller is already closed");
    slots.close();
  }
  // Gives bytes to the stream, which takes their buffer over.
  enqueue(chunk: ArrayBufferView): void {
    const slots = this.#slots;
    requireArguments(arguments.length, 1, "enqueue' on 'ReadableByteStreamController");
    requireView(chunk, "chunk");
    if (viewLength(chunk) === 0) throw invalidState("chunk must not be empty");
    if (!slots.canCloseOrEnqueue()) throw invalidState("Controller is already closed");
    slots.enqueue(chunk);
  }
  // Errors the stream; bytes in its queue are gone.
  error(error: unknown = undefined): void {
    this.#slots.error(error);
  }
}
expose(ReadableByteStreamController);

let invalidate: (request: ReadableStreamBYOBRequest) => void;

// A reader's buffer that a byte source is to fill.
class ReadableStreamBYOBRequest {
  #controller: ByteController | null;
  #view: Uint8Array | null;

  constructor(token: unknown = undefined, controller: any = undefined, view: any = undefined) {
    if (token !== INTERNAL) throw illegalConstructor();
    this.#controller = controller;
    this.#view = view;
  }
  static {
    invalidate = (request) => {
      request.#controller = null;
      request.#view = null;
    };
  }
  // The part of the buffer that is still free; null once it has been answered.
  get view(): Uint8Array | null {
    return this.#view;
  }
  // So many bytes have been written to the view.
  respond(bytesWritten: number): void {
    const controller = this.#controller;
    requireArguments(arguments.length, 1, "respond' on 'ReadableStreamBYOBRequest");
    const count = sizeOf(bytesWritten, "bytesWritten");
    if (controller === null) throw invalidState("This BYOB request has been invalidated");
    if (isDetached(viewBuffer(this.#view))) throw invalidState("The view's buffer has been detached");
    controller.respond(count);
  }
  // The bytes are in this view instead: of the same memory, transferred, or as long.
  respondWithNewView(view: ArrayBufferView): void {
    const controller = this.#controller;
    requireArguments(arguments.length, 1, "respondWithNewView' on 'ReadableStreamBYOBRequest");
    requireView(view, "view");
    if (controller === null) throw invalidState("This BYOB request has been invalidated");
    if (isDetached(viewBuffer(view))) throw invalidState("The view's buffer has been detached");
    controller.respondWithNewView(view);
  }
}
expose(ReadableStreamBYOBRequest);

// SetUpReadableByteStreamControllerFromUnderlyingSource
function setUpByteSource(stream: any, object: any, source: any, strategy: any): void {
  const { start, pull, cancel, autoAllocateChunkSize } = source;
  const highWaterMark = highWaterMarkOf(strategy, 0);
  if (autoAllocateChunkSize === 0) throw new TypeError("autoAllocateChunkSize must be greater than 0");
  const controller: any = new ByteController(stream, nothing, nothing, highWaterMark, autoAllocateChunkSize);
  if (pull !== undefined) controller.pullAlgorithm = bind(pull, object, controller.object);
  if (cancel !== undefined) controller.cancelAlgorithm = bind(cancel, object);
  startController(controller, start === undefined ? undefined : call(start, object, controller.object));
}

module.exports = { setUpByteSource, ByteController, ReadableByteStreamController, ReadableStreamBYOBRequest };
