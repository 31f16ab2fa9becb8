// SPDX-License-Identifier: MIT
// ReadableStreamDefaultReader and ReadableStreamBYOBReader (https://streams.spec.whatwg.org/#default-reader-class).

const { rejected, resolved } = require("mote:internal/promises");
const { expose, requireArguments } = require("mote:internal/web_idl");
const { INTERNAL, isObject, dictionaryOf, sizeOf, wrongThis, invalidState, requireView } =
  require("mote:internal/streams/support");
const { viewLength, elementSize } = require("mote:internal/views");
const { ReadPromise, acquireReader, releaseReader, read, cancelReadable } = require("mote:internal/streams/readable");
const { slotsOfStream } = require("mote:internal/streams/shells");

const released = (): TypeError => invalidState("The reader is not attached to a stream");

// Who waits for the end may be held by its promise alone, which a source that gives up unwanted streams must know.
function closedOf(reader: any): Promise<void> {
  const { stream } = reader;
  if (stream !== null && stream.state === "readable") stream.onWatch?.();
  return reader.closed.get();
}

class ReadableStreamDefaultReader {
  #slots: any;

  // Locks the stream; reader: for getReader(), which has done so.
  constructor(stream: any, reader: any = undefined) {
    if (stream !== INTERNAL) {
      requireArguments(arguments.length, 1, "ReadableStreamDefaultReader");
      reader = acquireReader(slotsOfStream(stream, "stream"));
    }
    this.#slots = reader;
  }
  // Fulfilled when the stream is closed; rejected when it is errored or the reader is released.
  get closed(): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("ReadableStreamDefaultReader"));
    return closedOf(this.#slots);
  }
  // The next chunk: { value, done }.
  read(): Promise<{ value: unknown; done: boolean }> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("ReadableStreamDefaultReader"));
    const slots = this.#slots;
    return slots.stream === null ? rejected(released()) : read(slots);
  }
  // Nobody wants the stream's chunks any more.
  cancel(reason: unknown = undefined): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("ReadableStreamDefaultReader"));
    const { stream } = this.#slots;
    return stream === null ? rejected(released()) : cancelReadable(stream, reason);
  }
  // Takes the lock off the stream. What is being read is rejected.
  releaseLock(): void {
    const slots = this.#slots;
    if (slots.stream !== null) releaseReader(slots);
  }
}
expose(ReadableStreamDefaultReader);

class ReadableStreamBYOBReader {
  #slots: any;

  // Locks the stream; reader: for getReader(), which has done so.
  constructor(stream: any, reader: any = undefined) {
    if (stream !== INTERNAL) {
      requireArguments(arguments.length, 1, "ReadableStreamBYOBReader");
      reader = acquireReader(slotsOfStream(stream, "stream"), true);
    }
    this.#slots = reader;
  }
  // Fulfilled when the stream is closed; rejected when it is errored or the reader is released.
  get closed(): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("ReadableStreamBYOBReader"));
    return closedOf(this.#slots);
  }
  // Fills a view of the program's, whose buffer is transferred: { value: view, done }. min: how many elements at least.
  read(view: ArrayBufferView, options: any = undefined): Promise<{ value: unknown; done: boolean }> {
    try {
      if (!isObject(this) || !(#slots in this)) throw wrongThis("ReadableStreamBYOBReader");
      requireArguments(arguments.length, 1, "read' on 'ReadableStreamBYOBReader");
      requireView(view, "view");
      const { min } = dictionaryOf(options, "options");
      return readView(this.#slots, view, min === undefined ? 1 : sizeOf(min, "options.min"));
    } catch (error) {
      return rejected(error);
    }
  }
  // Nobody wants the stream's chunks any more.
  cancel(reason: unknown = undefined): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("ReadableStreamBYOBReader"));
    const { stream } = this.#slots;
    return stream === null ? rejected(released()) : cancelReadable(stream, reason);
  }
  // Takes the lock off the stream. What is being read is rejected.
  releaseLock(): void {
    const slots = this.#slots;
    if (slots.stream !== null) releaseReader(slots);
  }
}
Object.defineProperty(ReadableStreamBYOBReader.prototype.read, "length", { value: 1 });
expose(ReadableStreamBYOBReader);

function readView(reader: any, view: ArrayBufferView, min: number): Promise<any> {
  if (viewLength(view) === 0) throw invalidState("view must not be empty, nor its buffer detached");
  if (min === 0) throw Object.assign(new TypeError("options.min must be greater than 0"), { code: "ERR_INVALID_ARG_VALUE" });
  if (min * elementSize(view) > viewLength(view)) throw new RangeError("options.min is greater than the view is long");
  const { stream } = reader;
  if (stream === null) throw released();
  const request = new ReadPromise();
  readIntoView(stream, view, min, request);
  return request.promise;
}

// ReadableStreamBYOBReaderRead
function readIntoView(stream: any, view: ArrayBufferView, min: number, request: any): void {
  stream.disturbed = true;
  if (stream.state === "errored") request.errorSteps(stream.storedError);
  else stream.controller.pullInto(view, min, request);
}

const defaultReaderOf = (stream: any) => new ReadableStreamDefaultReader(INTERNAL, acquireReader(stream));
const byobReaderOf = (stream: any) => new ReadableStreamBYOBReader(INTERNAL, acquireReader(stream, true));

module.exports = { ReadableStreamDefaultReader, ReadableStreamBYOBReader, defaultReaderOf, byobReaderOf, readIntoView };
