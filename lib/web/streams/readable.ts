// SPDX-License-Identifier: MIT
// What all readable streams do (https://streams.spec.whatwg.org/#rs-all-abstract-ops): their state, and the readers that
// lock them. Controllers (readable_default.ts, readable_byte.ts) have the methods cancelSteps, pullSteps and
// releaseSteps.

const { newPromise, resolve, reject, resolved, rejected } = require("mote:internal/promises");
const { Queue, LazyPromise, invalidState } = require("mote:internal/streams/support");

// A ReadableStream's internal slots.
class Readable {
  state = "readable"; // "closed", "errored"
  storedError: unknown = undefined;
  disturbed = false;
  reader: any = null;
  controller: any = null;
  object: any = null; // the ReadableStream, once somebody has seen it
  onWatch: (() => void) | null = null; // tells the source, also one of a tee, that its end is waited for
  onFailure: ((error: unknown) => void) | null = null; // tells the other side, if there is one; see failReadable
}

// Of both kinds of readers. A request has the methods chunkSteps, closeSteps and errorSteps.
class Reader {
  stream: Readable | null;
  isByob: boolean;
  requests = new Queue();
  closed = new LazyPromise();
  object: any = null;

  constructor(stream: Readable, isByob: boolean) {
    this.stream = stream;
    this.isByob = isByob;
  }
}

// A request that settles the promise of a read().
class ReadPromise {
  promise = newPromise();

  chunkSteps(chunk: unknown): void {
    resolve(this.promise, { value: chunk, done: false });
  }
  closeSteps(chunk: unknown): void {
    resolve(this.promise, { value: chunk, done: true });
  }
  errorSteps(error: unknown): void {
    reject(this.promise, error);
  }
}

// AcquireReadableStreamDefaultReader and AcquireReadableStreamBYOBReader
function acquireReader(stream: Readable, isByob = false): Reader {
  if (stream.reader !== null) throw invalidState("ReadableStream is locked");
  if (isByob && !stream.controller.isByte) throw invalidState("A BYOB reader needs a ReadableStream of type 'bytes'");
  const reader = new Reader(stream, isByob);
  stream.reader = reader;
  if (stream.state === "closed") reader.closed.fulfil();
  else if (stream.state === "errored") reader.closed.reject(stream.storedError);
  return reader;
}

// ReadableStreamDefaultReaderRelease, ReadableStreamBYOBReaderRelease
function releaseReader(reader: Reader): void {
  const stream = reader.stream!;
  reader.closed.reject(invalidState("The reader has been released"));
  stream.controller.releaseSteps();
  stream.reader = null;
  reader.stream = null;
  if (reader.requests.length > 0) errorRequests(reader, invalidState("The reader was released while it was reading"));
}

// Of a request that has left the queue nobody else knows: it must have an outcome, even where memory runs out.
function giveChunk(request: any, chunk: unknown): void {
  try {
    request.chunkSteps(chunk);
  } catch (error) {
    request.errorSteps(error);
    throw error;
  }
}
function giveEnd(request: any, chunk: unknown): void {
  try {
    request.closeSteps(chunk);
  } catch (error) {
    request.errorSteps(error);
  }
}

function errorRequests(reader: Reader, error: unknown): void {
  for (let node = reader.requests.takeAll(); node !== null; node = node.next) node.item.errorSteps(error);
}

function endRequests(reader: Reader): void {
  for (let node = reader.requests.takeAll(); node !== null; node = node.next) giveEnd(node.item, undefined);
}

const hasDefaultReader = (stream: Readable): boolean => stream.reader !== null && !stream.reader.isByob;
const hasByobReader = (stream: Readable): boolean => stream.reader !== null && stream.reader.isByob;

// ReadableStreamDefaultReaderRead
function readInto(reader: Reader, request: any): void {
  const stream = reader.stream!;
  stream.disturbed = true;
  if (stream.state === "readable") stream.controller.pullSteps(request);
  else if (stream.state === "closed") request.closeSteps();
  else request.errorSteps(stream.storedError);
}

// The same for a promise of { value, done }. What is in the queue needs no request.
function read(reader: Reader): Promise<{ value: unknown; done: boolean }> {
  const stream = reader.stream!;
  if (stream.state === "readable" && stream.controller.hasChunk()) {
    stream.disturbed = true;
    const result: any = { value: undefined, done: false }, promise = newPromise();
    result.value = stream.controller.takeChunk();
    resolve(promise, result);
    return promise;
  }
  const request = new ReadPromise();
  readInto(reader, request);
  return request.promise;
}

// ReadableStreamCancel
function cancelReadable(stream: Readable, reason: unknown): Promise<void> {
  stream.disturbed = true;
  if (stream.state === "closed") return resolved(undefined);
  if (stream.state === "errored") return rejected(stream.storedError);
  closeReadable(stream);
  if (hasByobReader(stream)) endRequests(stream.reader);
  return cancelSource(stream, reason);
}
async function cancelSource(stream: Readable, reason: unknown): Promise<void> {
  try {
    await stream.controller.cancelSteps(reason);
  } catch (error) {
    if (stream.onFailure !== null) stream.onFailure(error);
    throw error;
  }
}

// ReadableStreamClose
function closeReadable(stream: Readable): void {
  stream.state = "closed";
  const { reader } = stream;
  if (reader === null) return;
  reader.closed.fulfil();
  if (!reader.isByob && reader.requests.length > 0) endRequests(reader);
}

// ReadableStreamError
function errorReadable(stream: Readable, error: unknown): void {
  stream.state = "errored";
  stream.storedError = error;
  const { reader } = stream;
  if (reader === null) return;
  reader.closed.reject(error);
  errorRequests(reader, error);
}

// The stream fails by itself, or its source does. Needs no memory.
function failReadable(stream: Readable, error: unknown): void {
  if (stream.state !== "readable") return;
  stream.controller.error(error);
  if (stream.onFailure !== null) stream.onFailure(error);
}

// Calls the source's start, and the controller's methods when that is done.
function startController(controller: any, result: unknown): void {
  if (result === undefined) startSoon(controller);
  else startWhen(controller, result);
}
async function startSoon(controller: any): Promise<void> {
  try {
    await undefined;
  } catch (error) {
    failReadable(controller.stream, error);
    return;
  }
  controller.started = true;
  controller.callPullIfNeeded();
}
async function startWhen(controller: any, result: unknown): Promise<void> {
  try {
    await result;
  } catch (error) {
    failReadable(controller.stream, error);
    return;
  }
  controller.started = true;
  controller.callPullIfNeeded();
}

// …CallPullIfNeeded of both controllers
function callPullIfNeeded(controller: any): void {
  if (!controller.shouldCallPull()) return;
  if (controller.pulling) {
    controller.pullAgain = true;
    return;
  }
  controller.pulling = true;
  pullLoop(controller);
}
async function pullLoop(controller: any): Promise<void> {
  for (;;) {
    let result: unknown, thrown = false;
    try {
      result = controller.pullAlgorithm();
    } catch (error) {
      result = error;
      thrown = true;
    }
    try {
      await (thrown ? undefined : result);
      if (thrown) throw result;
    } catch (error) {
      failReadable(controller.stream, error);
      return;
    }
    controller.pulling = false;
    if (!controller.pullAgain) return;
    controller.pullAgain = false;
    if (!controller.shouldCallPull()) return;
    controller.pulling = true;
  }
}

module.exports = {
  Readable, Reader, ReadPromise, acquireReader, releaseReader, giveChunk, giveEnd, errorRequests, hasDefaultReader, hasByobReader, read, readInto,
  cancelReadable, closeReadable, errorReadable, failReadable, startController, callPullIfNeeded,
};
