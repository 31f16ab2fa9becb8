// SPDX-License-Identifier: MIT
// mote:internal/streams: the classes of the Streams Standard, and what the rest of the runtime does with streams
// (https://streams.spec.whatwg.org/#other-specs-rs).

const { newPromise, resolve, reject, rejected } = require("mote:internal/promises");
const { call, bind, sliceBuffer } = require("mote:internal/streams/support");
const { viewBuffer, viewLength, viewOffset, viewType } = require("mote:internal/views");
const { ask } = require("mote:internal/streams/shells");
const { Readable, acquireReader, readInto, cancelReadable, startController } = require("mote:internal/streams/readable");
const { DefaultController, ReadableStreamDefaultController } = require("mote:internal/streams/readable_default");
const { ByteController, ReadableByteStreamController, ReadableStreamBYOBRequest } = require("mote:internal/streams/readable_byte");
const { ReadableStreamDefaultReader, ReadableStreamBYOBReader } = require("mote:internal/streams/readers");
const { teeStream } = require("mote:internal/streams/tee");
const { ReadableStream, streamOf } = require("mote:internal/streams/readable_stream");
const { WritableStream, WritableStreamDefaultController, writableStreamOf } = require("mote:internal/streams/writable");
const { WritableStreamDefaultWriter } = require("mote:internal/streams/writer");
const { TransformStream, TransformStreamDefaultController, sidesOf, transformOf } = require("mote:internal/streams/transform");
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require("mote:internal/streams/strategies");

const { register } = require("mote:internal/structured_clone");

const Bytes = Uint8Array;
const { structuredClone } = globalThis;
const setBytes: (target: Uint8Array, source: Uint8Array, offset: number) => void = Function.prototype.call.bind(Uint8Array.prototype.set);

const isReadableStream = (value: unknown): boolean => ask.readable(value) !== undefined;
const isWritableStream = (value: unknown): boolean => ask.writable(value) !== undefined;
const isLocked = (stream: unknown): boolean => ask.readable(stream).reader !== null;
// Whether somebody has read from it, or cancelled it.
const isDisturbed = (stream: unknown): boolean => ask.readable(stream).disturbed;

// What a source of the runtime has: start(controller) at once, pull(controller) when more is wanted, cancel(reason),
// watched(controller) when the program asks for a promise of the end, perhaps several times.
// pull and cancel may give promises; what they throw errors the stream. The controllers have enqueue(chunk), close(),
// error(error) and desiredSize(), which do nothing, or give 0 or null, once the stream has ended.
interface Source {
  start?: (controller: any) => void;
  pull?: (controller: any) => unknown;
  cancel?: (reason: unknown) => unknown;
  watched?: (controller: any) => void;
}

const nothing = (): undefined => undefined;

function create(Controller: any, source: Source, highWaterMark: number): any {
  const { start, pull, cancel, watched } = source;
  const stream = new Readable();
  const controller = new Controller(stream, nothing, nothing, highWaterMark);
  if (pull !== undefined) controller.pullAlgorithm = bind(pull, source, controller);
  if (cancel !== undefined) controller.cancelAlgorithm = bind(cancel, source);
  if (watched !== undefined) stream.onWatch = bind(watched, source, controller);
  if (start !== undefined) call(start, source, controller);
  startController(controller, undefined);
  return streamOf(stream);
}

// A ReadableStream; highWaterMark: in chunks.
const createReadableStream = (source: Source, highWaterMark = 1): any => create(DefaultController, source, highWaterMark);
// A ReadableStream of type "bytes"; highWaterMark: in bytes. Chunks are Uint8Arrays that are not empty, whose buffers it
// takes over.
const createByteStream = (source: Source, highWaterMark = 0): any => create(SourceController, source, highWaterMark);

class SourceController extends ByteController {
  // A reader that waits with a view of its own gets it back, empty; programs must call respond(0) for that.
  close(): void {
    super.close();
    if (this.pendingPullIntos.length && this.stream.state === "closed") this.respond(0);
  }
}

const closeStream = (stream: unknown): void => ask.readable(stream).controller.close();
const errorStream = (stream: unknown, error: unknown): void => ask.readable(stream).controller.error(error);

// ReadableStreamTee with cloned chunks for the second branch, as a body is cloned: [stream, stream].
function teeForBody(stream: unknown): any[] {
  const branches = teeStream(ask.readable(stream), copyOf);
  return [streamOf(branches[0]), streamOf(branches[1])];
}
function copyOf(chunk: any): unknown {
  if (viewType(chunk) !== "Uint8Array") return structuredClone(chunk);
  const start = viewOffset(chunk);
  return new Bytes(sliceBuffer(viewBuffer(chunk), start, start + viewLength(chunk)));
}

// Reads all bytes of a stream, which must not be locked (https://fetch.spec.whatwg.org/#body-fully-read): an object with
// `bytes`, which inherits nothing, so that a program's Object.prototype.then is not called. A chunk that is no Uint8Array
// rejects it.
function readAllBytes(stream: unknown): Promise<{ bytes: Uint8Array }> {
  let reader: any;
  try {
    reader = acquireReader(ask.readable(stream));
  } catch (error) {
    return rejected(error);
  }
  const collector = new Collector(reader);
  try {
    readInto(reader, collector);
  } catch (error) {
    collector.errorSteps(error);
  }
  return collector.promise;
}

class Collector {
  promise = newPromise();
  reader: any;
  chunks: Uint8Array[] = [];
  total = 0;
  isReading = false; // in a loop below

  constructor(reader: any) {
    this.reader = reader;
  }
  chunkSteps(chunk: unknown): void {
    if (viewType(chunk) !== "Uint8Array") {
      const error = new TypeError("Received a chunk that is no Uint8Array");
      cancelReadable(this.reader.stream, error);
      reject(this.promise, error);
      return;
    }
    const bytes = chunk as Uint8Array;
    this.chunks[this.chunks.length] = bytes;
    this.total += viewLength(bytes);
    if (!this.isReading) this.readOn();
  }
  // Chunks that are there already are taken in a loop, not by calls within calls.
  readOn(): void {
    this.isReading = true;
    let count: number;
    do {
      count = this.chunks.length;
      readInto(this.reader, this); // of a stream that has ended meanwhile: tells so
    } while (count !== this.chunks.length);
    this.isReading = false;
  }
  closeSteps(): void {
    if (this.chunks.length === 1) {
      resolve(this.promise, { __proto__: null, bytes: this.chunks[0] });
      return;
    }
    const whole = new Bytes(this.total);
    let at = 0;
    for (let i = 0; i < this.chunks.length; i++) {
      setBytes(whole, this.chunks[i], at);
      at += viewLength(this.chunks[i]);
    }
    resolve(this.promise, { __proto__: null, bytes: whole });
  }
  errorSteps(error: unknown): void {
    reject(this.promise, error);
  }
}

// How streams are sent; the kinds name this module, which the receiver requires.
const transfers = (): any => require("mote:internal/streams/transfer");
register(ReadableStream, "mote:internal/streams#ReadableStream", {
  transfer: (stream: unknown) => transfers().transferReadable(stream),
  receive: ([end]: unknown[]) => streamOf(transfers().readableFrom(end)),
});
register(WritableStream, "mote:internal/streams#WritableStream", {
  transfer: (stream: unknown) => transfers().transferWritable(stream),
  receive: ([end]: unknown[]) => writableStreamOf(transfers().writableTo(end)),
});
register(TransformStream, "mote:internal/streams#TransformStream", {
  transfer: (stream: unknown) => transfers().transferTransform(...sidesOf(stream)),
  receive: ([readable, writable]: unknown[]) => transformOf(transfers().readableFrom(readable), transfers().writableTo(writable)),
});

module.exports = {
  ReadableStream, ReadableStreamDefaultReader, ReadableStreamBYOBReader, ReadableStreamDefaultController, ReadableByteStreamController,
  ReadableStreamBYOBRequest, WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController, TransformStream,
  TransformStreamDefaultController, ByteLengthQueuingStrategy, CountQueuingStrategy, isReadableStream, isWritableStream, isLocked, isDisturbed,
  createReadableStream, createByteStream, closeStream, errorStream, teeForBody, readAllBytes,
};
