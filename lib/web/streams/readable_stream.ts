// SPDX-License-Identifier: MIT
// ReadableStream (https://streams.spec.whatwg.org/#rs-class).

const { rejected } = require("mote:internal/promises");
const { expose, requireArguments } = require("mote:internal/web_idl");
const { INTERNAL, isObject, dictionaryOf, objectOf, callbackOf, strategyOf, sizeOf, invalidArgument, invalidState, wrongThis } =
  require("mote:internal/streams/support");
const { ask, slotsOfWritable } = require("mote:internal/streams/shells");
const { Readable, cancelReadable } = require("mote:internal/streams/readable");
const { setUpDefaultSource } = require("mote:internal/streams/readable_default");
const { setUpByteSource } = require("mote:internal/streams/readable_byte");
const { defaultReaderOf, byobReaderOf } = require("mote:internal/streams/readers");
const { teeStream } = require("mote:internal/streams/tee");
const { StreamIterator, readableFrom } = require("mote:internal/streams/iteration");
const { pipe } = require("mote:internal/streams/pipe");

// UnderlyingSource: its members, in the order in which Web IDL reads them
function sourceOf(object: any): any {
  const size = object.autoAllocateChunkSize;
  const autoAllocateChunkSize = size === undefined ? undefined : sizeOf(size, "underlyingSource.autoAllocateChunkSize");
  const cancel = callbackOf(object, "cancel", "underlyingSource");
  const pull = callbackOf(object, "pull", "underlyingSource");
  const start = callbackOf(object, "start", "underlyingSource");
  const { type } = object;
  if (type !== undefined && `${type}` !== "bytes") throw invalidArgument('underlyingSource.type must be "bytes" or undefined');
  return { autoAllocateChunkSize, cancel, pull, start, isByte: type !== undefined };
}

// StreamPipeOptions
function pipeOptionsOf(value: any): any {
  const options = dictionaryOf(value, "options");
  const preventAbort = Boolean(options.preventAbort), preventCancel = Boolean(options.preventCancel);
  const preventClose = Boolean(options.preventClose);
  const { signal } = options;
  if (signal !== undefined && !require("mote:internal/abort").isAbortSignal(signal))
    throw invalidArgument("options.signal must be an AbortSignal");
  return { preventAbort, preventCancel, preventClose, signal };
}

class ReadableStream {
  #slots: any;

  constructor(underlyingSource: any = undefined, strategy: any = undefined) {
    if (underlyingSource === INTERNAL) {
      this.#slots = strategy;
      strategy.object = this;
      return;
    }
    const object = objectOf(underlyingSource, "underlyingSource");
    const queuing = strategyOf(strategy, "strategy");
    const source = sourceOf(object);
    const slots = (this.#slots = new Readable());
    slots.object = this;
    if (!source.isByte) {
      setUpDefaultSource(slots, object, source, queuing);
    } else {
      if (queuing.size !== undefined) throw new RangeError("The strategy of a byte stream must not have a size function");
      setUpByteSource(slots, object, source, queuing);
    }
  }
  static {
    ask.readable = (value: any) => (typeof value === "object" && value !== null && #slots in value ? value.#slots : undefined);
  }

  // A stream of what an iterable, or async iterable, gives.
  static from(asyncIterable: unknown): ReadableStream {
    requireArguments(arguments.length, 1, "from' on 'ReadableStream");
    return streamOf(readableFrom(asyncIterable));
  }
  // Whether it has a reader.
  get locked(): boolean {
    return this.#slots.reader !== null;
  }
  // Nobody wants the stream's chunks any more.
  cancel(reason: unknown = undefined): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("ReadableStream"));
    const slots = this.#slots;
    return slots.reader === null ? cancelReadable(slots, reason) : rejected(invalidState("ReadableStream is locked"));
  }
  // Locks the stream. mode: "byob" for a reader that fills buffers of the program's.
  getReader(options: any = undefined): any {
    const slots = this.#slots;
    const { mode } = dictionaryOf(options, "options");
    if (mode === undefined) return defaultReaderOf(slots);
    if (`${mode}` !== "byob") throw invalidArgument('options.mode must be "byob" or undefined');
    return byobReaderOf(slots);
  }
  // Pipes the stream into transform.writable and gives transform.readable.
  pipeThrough(transform: any, options: any = undefined): any {
    const slots = this.#slots;
    requireArguments(arguments.length, 1, "pipeThrough' on 'ReadableStream");
    const pair = dictionaryOf(transform, "transform"), { readable } = pair;
    if (ask.readable(readable) === undefined) throw invalidArgument("transform.readable must be a ReadableStream");
    const destination = slotsOfWritable(pair.writable, "transform.writable");
    const settings = pipeOptionsOf(options);
    if (slots.reader !== null) throw invalidState("ReadableStream is locked");
    if (destination.writer !== null) throw invalidState("transform.writable is locked");
    pipe(slots, destination, settings, false);
    return readable;
  }
  // Writes all chunks to a WritableStream. Errors, and the end, go over to the other side, unless an option prevents
  // it: preventClose, preventAbort, preventCancel; signal: ends it early.
  pipeTo(destination: any, options: any = undefined): Promise<void> {
    try {
      if (!isObject(this) || !(#slots in this)) throw wrongThis("ReadableStream");
      requireArguments(arguments.length, 1, "pipeTo' on 'ReadableStream");
      const slots = this.#slots, target = slotsOfWritable(destination, "destination");
      const settings = pipeOptionsOf(options);
      if (slots.reader !== null) throw invalidState("ReadableStream is locked");
      if (target.writer !== null) throw invalidState("destination is locked");
      return pipe(slots, target, settings, true);
    } catch (error) {
      return rejected(error);
    }
  }
  // Two streams with the same chunks. Locks this one.
  tee(): [ReadableStream, ReadableStream] {
    const branches = teeStream(this.#slots);
    return [streamOf(branches[0]), streamOf(branches[1])];
  }
  // An async iterator over the chunks. preventCancel: leaving the loop does not cancel the stream.
  values(options: any = undefined): any {
    const slots = this.#slots;
    return new StreamIterator(slots, Boolean(dictionaryOf(options, "options").preventCancel));
  }
}
expose(ReadableStream);
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator,
  { value: ReadableStream.prototype.values, writable: true, configurable: true });
for (const [name, length] of [["pipeThrough", 1], ["pipeTo", 1]] as const)
  Object.defineProperty((ReadableStream.prototype as any)[name], "length", { value: length });

// The ReadableStream of slots.
const streamOf = (slots: any): ReadableStream => slots.object ?? new ReadableStream(INTERNAL, slots);

module.exports = { ReadableStream, streamOf };
