// SPDX-License-Identifier: MIT
// Streams that are sent to other VMs, or by structuredClone (https://streams.spec.whatwg.org/#transferrable-streams):
// the stream is piped into one end of a channel, and at the other end there is one that reads what comes out.
//
// The end for reading asks for each chunk ("pull"), so that back-pressure reaches the other side. It keeps its program
// running while somebody waits for a chunk. A Worker whose chunks nobody has read yet runs on, too, but does not keep
// its parent running for that; a main program does not wait for those who never read.
//
// Where the other side goes with its Worker, the stream fails. The standard has no step for that; without it readers
// would wait for ever.

const { resolved, rejected } = require("mote:internal/promises");
const { LazyPromise } = require("mote:internal/streams/support");
const { ask } = require("mote:internal/streams/shells");
const { Readable, startController } = require("mote:internal/streams/readable");
const { DefaultController } = require("mote:internal/streams/readable_default");
const { Writable, WritableController } = require("mote:internal/streams/writable");
const { pipe } = require("mote:internal/streams/pipe");
const { DOMException } = require("mote:internal/dom_exception");
const { createChannel, post, start, setReferenced, setWaiting, close } = require("mote:internal/messaging");

// Kinds of letters; see inbox.h.
const UNREADABLE = -1, MESSAGE = 0;

// PackAndPostMessageHandlingError: what cannot be sent is an error for the other side, and thrown here.
function send(end: any, type: string, value: unknown): void {
  try {
    post(end, { type, value });
  } catch (error) {
    sendError(end, error);
    throw error;
  }
}
// CrossRealmTransformSendError
function sendError(end: any, error: unknown): void {
  try {
    post(end, { type: "error", value: error });
  } catch {
    // The other side sees that this one is gone.
  }
}

// Calls `receive` for each message; `fail` once where none will come any more.
function listen(end: any, receive: (type: string, value: unknown) => void, fail: (error: unknown) => void): void {
  setReferenced(end, false);
  start(end, (kind: number, message: any) => {
    if (kind === MESSAGE) {
      receive(message.type, message.value);
      return;
    }
    const unreadable = kind === UNREADABLE;
    const error = unreadable ? new DOMException("A chunk of the stream could not be read.", "DataCloneError")
      : new DOMException("The other side of the stream has gone.", "AbortError");
    if (unreadable) sendError(end, error);
    fail(error);
    close(end);
  });
}

// SetUpCrossRealmTransformReadable
function readableFrom(end: any): any {
  const stream = new Readable();
  const pull = () => {
    setReferenced(end, true);
    post(end, { type: "pull", value: undefined });
  };
  const cancel = (reason: unknown) => {
    try {
      send(end, "error", reason);
    } finally {
      close(end);
    }
  };
  const controller = new DefaultController(stream, pull, cancel, 0, undefined);
  listen(end, (type, value) => {
    setReferenced(end, false);
    if (type === "chunk") {
      controller.enqueue(value);
      return;
    }
    if (type === "close") controller.close();
    else controller.error(value);
    close(end);
  }, (error) => controller.error(error));
  startController(controller, undefined);
  return stream;
}

// SetUpCrossRealmTransformWritable
function writableTo(end: any): any {
  const stream = new Writable();
  const wanted = new LazyPromise(); // fulfilled while the other side wants a chunk
  const sendLast = (type: string, value: unknown) => {
    try {
      send(end, type, value);
    } catch (error) {
      return rejected(error);
    } finally {
      close(end);
    }
    return resolved(undefined);
  };
  const write = async (chunk: unknown) => {
    setWaiting(end, true);
    await wanted.get();
    setWaiting(end, false);
    if (stream.state !== "writable") return;
    wanted.reset();
    try {
      send(end, "chunk", chunk);
    } catch (error) {
      close(end);
      throw error;
    }
  };
  const controller =
    new WritableController(stream, write, () => sendLast("close", undefined), (reason: unknown) => sendLast("error", reason), 1, undefined);
  const fail = (error: unknown) => {
    controller.errorIfNeeded(error);
    wanted.fulfil();
  };
  listen(end, (type, value) => {
    if (type === "pull") {
      wanted.fulfil();
      return;
    }
    fail(value);
    close(end);
  }, fail);
  controller.start(undefined);
  return stream;
}

const WHOLE = { preventClose: false, preventAbort: false, preventCancel: false, signal: undefined };

// `lock`: the reader or writer; undefined: it is no true stream.
function requireUnlocked(lock: unknown, name: string): void {
  if (lock === null) return;
  throw new DOMException(lock ? `A ${name} in the transfer list is locked.` : "Value not transferable", "DataCloneError");
}

// The transfer steps, for internal slots: the end of a channel that goes in the stream's place.
function sendReadable(stream: any): unknown {
  const [own, sent] = createChannel();
  pipe(stream, writableTo(own), WHOLE, false);
  return sent;
}
function sendWritable(stream: any): unknown {
  const [own, sent] = createChannel();
  pipe(readableFrom(own), stream, WHOLE, false);
  return sent;
}

function transferReadable(stream: unknown): unknown[] {
  const slots = ask.readable(stream);
  requireUnlocked(slots?.reader, "ReadableStream");
  return [sendReadable(slots)];
}
function transferWritable(stream: unknown): unknown[] {
  const slots = ask.writable(stream);
  requireUnlocked(slots?.writer, "WritableStream");
  return [sendWritable(slots)];
}
function transferTransform(readable: any, writable: any): unknown[] {
  requireUnlocked(readable && (readable.reader ?? writable.writer), "TransformStream");
  return [sendReadable(readable), sendWritable(writable)];
}

module.exports = { transferReadable, transferWritable, transferTransform, readableFrom, writableTo };
