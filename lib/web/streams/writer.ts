// SPDX-License-Identifier: MIT
// WritableStreamDefaultWriter (https://streams.spec.whatwg.org/#default-writer-class).

const { newPromise, resolved, rejected } = require("mote:internal/promises");
const { expose, requireArguments } = require("mote:internal/web_idl");
const { INTERNAL, isObject, LazyPromise, wrongThis, invalidState } = require("mote:internal/streams/support");
const { slotsOfWritable } = require("mote:internal/streams/shells");
const { isClosing, abortWritable, closeWritable, UNWATCHED } = require("mote:internal/streams/writable");

// A writer's internal slots.
class Writer {
  stream: any;
  ready = new LazyPromise();
  closed = new LazyPromise();
}

// AcquireWritableStreamDefaultWriter
function acquireWriter(stream: any): Writer {
  if (stream.writer !== null) throw invalidState("WritableStream is locked");
  const writer = new Writer();
  writer.stream = stream;
  stream.writer = writer;
  const { ready, closed } = writer;
  if (stream.state === "writable") {
    if (isClosing(stream) || !stream.backpressure) ready.fulfil();
  } else if (stream.state === "erroring") {
    ready.reject(stream.storedError);
  } else if (stream.state === "closed") {
    ready.fulfil();
    closed.fulfil();
  } else {
    ready.reject(stream.storedError);
    closed.reject(stream.storedError);
  }
  return writer;
}

// WritableStreamDefaultWriterRelease
function releaseWriter(writer: Writer): void {
  const error = invalidState("The writer has been released");
  writer.ready.reject(error);
  writer.closed.reject(error);
  writer.stream.writer = null;
  writer.stream = null;
}

// WritableStreamDefaultWriterWrite. watched: whether the write gets a promise; without one, errors show elsewhere.
function write(writer: Writer, chunk: unknown, watched: boolean): Promise<void> | null {
  const { stream } = writer;
  const { controller } = stream;
  const size = controller.sizeOf(chunk);
  if (stream !== writer.stream) return watched ? rejected(detached()) : null;
  const { state } = stream;
  if (state === "errored" || (state === "erroring" && !isClosing(stream))) return watched ? rejected(stream.storedError) : null;
  if (isClosing(stream) || state === "closed")
    return watched ? rejected(invalidState(`The stream is ${state === "closed" ? "closed" : "closing"}`)) : null;
  const promise = watched ? newPromise() : UNWATCHED;
  stream.writeRequests.push(promise);
  controller.write(chunk, size);
  return promise;
}

// A promise that is settled when the last write that was asked for is done; undefined: all are.
function lastWrite(stream: any): Promise<void> | undefined {
  const { writeRequests } = stream;
  if (writeRequests.length > 0) {
    const { tail } = writeRequests;
    return (tail.item ??= newPromise());
  }
  return stream.isWriting ? (stream.inFlightWrite ??= newPromise()) : undefined;
}

// WritableStreamDefaultWriterCloseWithErrorPropagation
function closeForPipe(stream: any): Promise<void> {
  if (isClosing(stream) || stream.state === "closed") return resolved(undefined);
  return stream.state === "errored" ? rejected(stream.storedError) : closeWritable(stream);
}

const detached = (): TypeError => invalidState("The writer is not attached to a stream");

class WritableStreamDefaultWriter {
  #slots: Writer;

  // Locks the stream; writer: for getWriter(), which has done so.
  constructor(stream: any, writer: any = undefined) {
    if (stream !== INTERNAL) {
      requireArguments(arguments.length, 1, "WritableStreamDefaultWriter");
      writer = acquireWriter(slotsOfWritable(stream, "stream"));
    }
    this.#slots = writer;
  }
  // Fulfilled when the stream is closed; rejected when it is errored or the writer is released.
  get closed(): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("WritableStreamDefaultWriter"));
    return this.#slots.closed.get();
  }
  // How much more the queue wants: below the high-water mark positive; null once errored.
  get desiredSize(): number | null {
    const { stream } = this.#slots;
    if (stream === null) throw detached();
    const { state } = stream;
    if (state === "errored" || state === "erroring") return null;
    return state === "closed" ? 0 : stream.controller.desiredSize();
  }
  // Fulfilled when the queue wants more.
  get ready(): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("WritableStreamDefaultWriter"));
    return this.#slots.ready.get();
  }
  // Ends the stream at once; chunks not written yet are gone.
  abort(reason: unknown = undefined): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("WritableStreamDefaultWriter"));
    const { stream } = this.#slots;
    return stream === null ? rejected(detached()) : abortWritable(stream, reason);
  }
  // Ends the stream when all chunks are written.
  close(): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("WritableStreamDefaultWriter"));
    const { stream } = this.#slots;
    if (stream === null) return rejected(detached());
    return isClosing(stream) ? rejected(invalidState("The stream is closing already")) : closeWritable(stream);
  }
  // Takes the lock off the stream.
  releaseLock(): void {
    const slots = this.#slots;
    if (slots.stream !== null) releaseWriter(slots);
  }
  // Fulfilled when the chunk is written.
  write(chunk: unknown = undefined): Promise<void> {
    if (!isObject(this) || !(#slots in this)) return rejected(wrongThis("WritableStreamDefaultWriter"));
    const slots = this.#slots;
    return slots.stream === null ? rejected(detached()) : write(slots, chunk, true)!;
  }
}
expose(WritableStreamDefaultWriter);

const writerOf = (stream: any): WritableStreamDefaultWriter => new WritableStreamDefaultWriter(INTERNAL, acquireWriter(stream));

module.exports = { WritableStreamDefaultWriter, writerOf, acquireWriter, releaseWriter, write, lastWrite, closeForPipe };
