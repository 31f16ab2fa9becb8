// SPDX-License-Identifier: MIT
// ReadableStreamPipeTo (https://streams.spec.whatwg.org/#readable-stream-pipe-to).
//
// A chunk costs no promise of its own where the source has it in its queue; writes have none in any case.

const { newPromise, resolve, reject, then, markHandled } = require("mote:internal/promises");
const { invalidState } = require("mote:internal/streams/support");
const { acquireReader, releaseReader, readInto, cancelReadable } = require("mote:internal/streams/readable");
const { isClosing, abortWritable } = require("mote:internal/streams/writable");
const { acquireWriter, releaseWriter, write, lastWrite, closeForPipe } = require("mote:internal/streams/writer");

class Pipe {
  source: any;
  destination: any;
  reader: any;
  writer: any;
  promise = newPromise();
  shuttingDown = false;
  signal: any;
  onAbort: (() => void) | null = null;
  // A read that waits, as its own request.
  arrival: Promise<void> | null = null;
  chunk: unknown = undefined;
  hasChunk = false;

  constructor(source: any, destination: any, signal: any) {
    this.source = source;
    this.destination = destination;
    this.signal = signal;
    this.reader = acquireReader(source);
    this.writer = acquireWriter(destination);
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
  async run(settings: any): Promise<void> {
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
      if (destination.state === "writable") endBoth(this, settings, error);
    }
  }

  // ---- the end ----

  // What was read is written, and everything is written to its end, before `action`.
  async shutDown(action: (() => Promise<void>) | null, isError: boolean, error: unknown): Promise<void> {
    if (this.shuttingDown) return;
    this.shuttingDown = true;
    const { destination } = this;
    if (destination.state === "writable" && !isClosing(destination)) await this.writesDone();
    if (action !== null) {
      try {
        await action();
      } catch (later) {
        this.finalize(true, later);
        return;
      }
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
  finalize(isError: boolean, error: unknown): void {
    releaseWriter(this.writer);
    releaseReader(this.reader);
    if (this.onAbort !== null) require("mote:internal/abort").removeAbortAlgorithm(this.signal, this.onAbort);
    if (isError) reject(this.promise, error);
    else resolve(this.promise, undefined);
  }
}

function watchSource(pipe: Pipe, settings: any): void {
  const { source, destination, reader } = pipe;
  const onError = (error: unknown) => {
    pipe.shutDown(settings.preventAbort ? null : () => abortWritable(destination, error), true, error);
  };
  const onClose = () => {
    pipe.shutDown(settings.preventClose ? null : () => closeForPipe(destination), false, undefined);
  };
  if (source.state === "errored") onError(source.storedError);
  else if (source.state === "readable") then(reader.closed.get(), onClose, onError);
  pipe.onClose = onClose;
}

function watchDestination(pipe: Pipe, settings: any): void {
  const { source, destination, writer } = pipe;
  const onError = (error: unknown) => {
    pipe.shutDown(settings.preventCancel ? null : () => cancelReadable(source, error), true, error);
  };
  if (destination.state === "errored") onError(destination.storedError);
  else then(writer.closed.get(), undefined, onError);
}

function checkClosed(pipe: Pipe, settings: any): void {
  const { source, destination } = pipe;
  if (source.state === "closed") pipe.onClose!();
  if (!isClosing(destination) && destination.state !== "closed") return;
  const error = invalidState("The destination of the pipe is closed");
  pipe.shutDown(settings.preventCancel ? null : () => cancelReadable(source, error), true, error);
}

// Shutting down because of the signal, or of a failure of the pipe's own: both sides, at the same time.
function endBoth(pipe: Pipe, settings: any, error: unknown): void {
  const { source, destination } = pipe;
  const actions: Promise<void>[] = [];
  pipe.shutDown(() => {
    if (!settings.preventAbort && destination.state === "writable") actions[actions.length] = abortWritable(destination, error);
    if (!settings.preventCancel && source.state === "readable") actions[actions.length] = cancelReadable(source, error);
    return allDone(actions);
  }, true, error);
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
  const { signal } = settings;
  const it: any = new Pipe(source, destination, signal);
  if (!watched) markHandled(it.promise);
  if (signal !== undefined) {
    it.onAbort = () => endBoth(it, settings, signal.reason);
    if (signal.aborted) {
      it.onAbort();
      return it.promise;
    }
    require("mote:internal/abort").addAbortAlgorithm(signal, it.onAbort);
  }
  watchSource(it, settings);
  watchDestination(it, settings);
  checkClosed(it, settings);
  it.run(settings);
  return it.promise;
}

module.exports = { pipe };
