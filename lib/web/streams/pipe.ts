// SPDX-License-Identifier: MIT
// ReadableStreamPipeTo (https://streams.spec.whatwg.org/#readable-stream-pipe-to).
//
// A chunk costs no promise of its own where the source has it in its queue; writes have none in any case.

const { newPromise, resolve, reject, then, markHandled } = require("mote:internal/promises");
const { invalidState } = require("mote:internal/streams/support");
const { acquireReader, releaseReader, readInto, cancelReadable } = require("mote:internal/streams/readable");
const { isClosing, abortWritable, failWritable } = require("mote:internal/streams/writable");
const { acquireWriter, releaseWriter, write, lastWrite, closeForPipe } = require("mote:internal/streams/writer");

// What shutting down does to the two sides. IF_OPEN: only to those that have not ended.
const NOTHING = 0, CLOSE = 1, ABORT = 2, CANCEL = 4, IF_OPEN = 8;

class Pipe {
  source: any;
  destination: any;
  settings: any;
  reader: any;
  writer: any;
  promise = newPromise();
  shuttingDown = false;
  onAbort: (() => void) | null = null;
  // A read that waits, as its own request.
  arrival: Promise<void> | null = null;
  chunk: unknown = undefined;
  hasChunk = false;

  constructor(source: any, destination: any, settings: any) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.reader = acquireReader(source);
    try {
      this.writer = acquireWriter(destination);
    } catch (error) {
      releaseReader(this.reader);
      throw error;
    }
    source.disturbed = true;
  }

  // ---- chunks ----

  chunkSteps(chunk: unknown): void {
    this.chunk = chunk;
    this.hasChunk = true;
    resolve(this.arrival, undefined);
  }
  closeSteps(): void {
    resolve(this.arrival, undefined);
  }
  errorSteps(): void {
    resolve(this.arrival, undefined);
  }
  writeChunk(): void {
    if (!this.hasChunk) return;
    const { chunk } = this;
    this.hasChunk = false;
    this.chunk = undefined;
    write(this.writer, chunk, false);
  }
  async run(): Promise<void> {
    const { source, destination, reader, writer } = this;
    try {
      while (!this.shuttingDown && source.state === "readable") {
        if (destination.backpressure || destination.state !== "writable") {
          await writer.ready.get();
          continue;
        }
        if (source.controller.hasChunk()) {
          write(writer, source.controller.takeChunk(), false);
        } else {
          this.arrival = newPromise();
          readInto(reader, this);
          await this.arrival;
          this.writeChunk();
        }
      }
    } catch (error) {
      // The writer's ready is rejected, which shuts down in its own way; else memory has run out.
      if (destination.state === "writable") this.endBoth(error);
    }
  }

  // ---- the end ----

  sourceErrored(error: unknown): void {
    this.shutDown(this.settings.preventAbort ? NOTHING : ABORT, true, error);
  }
  sourceClosed(): void {
    this.shutDown(this.settings.preventClose ? NOTHING : CLOSE, false, undefined);
  }
  destinationErrored(error: unknown): void {
    this.shutDown(this.settings.preventCancel ? NOTHING : CANCEL, true, error);
  }
  // Because of the signal, or of a failure of the pipe's own: both sides, at the same time.
  endBoth(error: unknown): void {
    const { preventAbort, preventCancel } = this.settings;
    this.shutDown(IF_OPEN | (preventAbort ? 0 : ABORT) | (preventCancel ? 0 : CANCEL), true, error);
  }
  // What was read is written, and everything is written to its end, before the actions.
  async shutDown(actions: number, isError: boolean, error: unknown): Promise<void> {
    if (this.shuttingDown) return;
    this.shuttingDown = true;
    const { destination } = this;
    try {
      if (destination.state === "writable" && !isClosing(destination)) await this.writesDone();
      if (actions !== NOTHING) await this.act(actions, error);
    } catch (later) {
      this.fail(later);
      return;
    }
    this.finalize(isError, error);
  }
  async writesDone(): Promise<void> {
    this.writeChunk();
    for (;;) {
      const last = lastWrite(this.destination);
      if (last === undefined) return;
      try {
        await last;
      } catch {
        return;
      }
    }
  }
  act(actions: number, error: unknown): Promise<void> {
    const { source, destination } = this;
    if (actions === CLOSE) return closeForPipe(destination);
    if (actions === ABORT) return abortWritable(destination, error);
    if (actions === CANCEL) return cancelReadable(source, error);
    const both = [];
    if (actions & ABORT && destination.state === "writable") both[0] = abortWritable(destination, error);
    if (actions & CANCEL && source.state === "readable") both[both.length] = cancelReadable(source, error);
    return allDone(both);
  }
  // An action has failed, or there was no memory for it. Both sides are told, if they have not been.
  fail(error: unknown): void {
    const { source, destination, settings } = this;
    this.shuttingDown = true;
    try {
      if (!settings.preventAbort && destination.state === "writable" && !isClosing(destination)) markHandled(abortWritable(destination, error));
    } catch {
      failWritable(destination, error);
    }
    try {
      if (!settings.preventCancel && source.state === "readable") markHandled(cancelReadable(source, error));
    } catch {
      // it is closed, all the same
    }
    this.finalize(true, error);
  }
  finalize(isError: boolean, error: unknown): void {
    releaseWriter(this.writer);
    releaseReader(this.reader);
    if (isError) reject(this.promise, error);
    else resolve(this.promise, undefined);
    if (this.onAbort !== null) require("mote:internal/abort").removeAbortAlgorithm(this.settings.signal, this.onAbort);
  }

  // ---- the beginning ----

  start(): void {
    const { source, destination, settings } = this;
    const { signal } = settings;
    if (signal !== undefined) {
      this.onAbort = () => this.endBoth(signal.reason);
      if (signal.aborted) {
        this.onAbort();
        return;
      }
      require("mote:internal/abort").addAbortAlgorithm(signal, this.onAbort);
    }
    this.watchSource();
    this.watchDestination();
    if (source.state === "closed") this.sourceClosed();
    if (isClosing(destination) || destination.state === "closed")
      this.destinationErrored(invalidState("The destination of the pipe is closed"));
    this.run();
  }
  watchSource(): void {
    const { source, reader } = this;
    if (source.state === "errored") this.sourceErrored(source.storedError);
    else if (source.state === "readable")
      then(reader.closed.get(), () => this.sourceClosed(), (error: unknown) => this.sourceErrored(error));
  }
  watchDestination(): void {
    const { destination, writer } = this;
    if (destination.state === "errored") this.destinationErrored(destination.storedError);
    else then(writer.closed.get(), undefined, (error: unknown) => this.destinationErrored(error));
  }
}

// Fulfilled when all are; rejected with the first rejection.
function allDone(promises: Promise<void>[]): Promise<void> {
  const done = newPromise();
  let left = promises.length;
  if (left === 0) resolve(done, undefined);
  for (let i = 0; i < promises.length; i++)
    then(promises[i], () => --left === 0 && resolve(done, undefined), (error: unknown) => reject(done, error));
  return done;
}

// watched: whether somebody gets the promise; otherwise nobody need handle its rejection.
function pipe(source: any, destination: any, settings: any, watched: boolean): Promise<void> {
  const it: any = new Pipe(source, destination, settings);
  if (!watched) markHandled(it.promise);
  try {
    it.start();
  } catch (error) {
    it.fail(error);
  }
  return it.promise;
}

module.exports = { pipe };
