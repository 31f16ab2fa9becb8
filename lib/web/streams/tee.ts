// SPDX-License-Identifier: MIT
// ReadableStreamTee (https://streams.spec.whatwg.org/#abstract-opdef-readablestreamtee): two streams of one.

const { newPromise, resolve, reject, then, queueJob } = require("mote:internal/promises");
const { sliceBuffer } = require("mote:internal/streams/support");
const { viewBuffer, viewLength, viewOffset } = require("mote:internal/views");
const { Readable, acquireReader, releaseReader, readInto, cancelReadable, startController } = require("mote:internal/streams/readable");
const { DefaultController } = require("mote:internal/streams/readable_default");
const { ByteController } = require("mote:internal/streams/readable_byte");
const { readIntoView } = require("mote:internal/streams/readers");

// What both kinds of tee have: the branches, and who has cancelled.
class Tee {
  stream: any;
  reader: any;
  branches: any[] = [];
  canceled = [false, false];
  reasons: unknown[] = [undefined, undefined];
  reading = false;
  readAgain = [false, false];
  cancelPromise = newPromise();

  constructor(stream: any) {
    this.stream = stream;
  }
  addBranch(Controller: any, pull: (which: number) => void, highWaterMark: number): void {
    const branch = new Readable(), which = this.branches.length;
    const controller = new Controller(branch, () => this.pullFor(pull, which), (reason: unknown) => this.cancel(which, reason), highWaterMark);
    branch.onWatch = this.stream.onWatch;
    this.branches[which] = branch;
    startController(controller, undefined);
  }
  // What fails here, as memory does that runs out, is no branch's own error.
  pullFor(pull: (which: number) => void, which: number): void {
    try {
      pull(which);
    } catch (error) {
      this.fail(error);
    }
  }
  // Gives what was read to the branches, in a job.
  later(give: () => void): void {
    try {
      queueJob(() => {
        try {
          give();
        } catch (error) {
          this.fail(error);
        }
      });
    } catch (error) {
      this.fail(error);
      throw error;
    }
  }
  cancel(which: number, reason: unknown): Promise<void> {
    this.canceled[which] = true;
    this.reasons[which] = reason;
    if (this.canceled[1 - which]) this.cancelStream(this.reasons);
    return this.cancelPromise;
  }
  cancelStream(reason: unknown): void {
    try {
      resolve(this.cancelPromise, cancelReadable(this.stream, reason));
    } catch (error) {
      reject(this.cancelPromise, error);
    }
  }
  // Both branches have ended by themselves.
  endCancelling(): void {
    if (!this.canceled[0] || !this.canceled[1]) resolve(this.cancelPromise, undefined);
  }
  errorBoth(error: unknown): void {
    this.branches[0].controller.error(error);
    this.branches[1].controller.error(error);
  }
  // Neither branch gets anything more.
  fail(error: unknown): void {
    this.errorBoth(error);
    this.cancelStream(error);
  }
  forwardReaderError(): void {
    const { reader } = this;
    then(reader.closed.get(), undefined, (error: unknown) => {
      if (reader !== this.reader) return;
      this.errorBoth(error);
      this.endCancelling();
    });
  }
  open(reader: any): void {
    this.reader = reader;
    this.forwardReaderError();
  }
}

// ---- ReadableStreamDefaultTee -----------------------------------------------------

// clone: what the second branch gets of a chunk; undefined: the chunk itself
function teeDefault(stream: any, clone?: (chunk: unknown) => unknown): any[] {
  const tee = new Tee(stream);
  const request = {
    chunkSteps(chunk: unknown): void {
      tee.later(() => giveChunk(tee, chunk, clone, pull));
    },
    closeSteps(): void {
      tee.reading = false;
      for (let i = 0; i < 2; i++) if (!tee.canceled[i]) tee.branches[i].controller.close();
      tee.endCancelling();
    },
    errorSteps(): void {
      tee.reading = false;
    },
  };
  function pull(): void {
    if (tee.reading) {
      tee.readAgain[0] = true;
      return;
    }
    tee.reading = true;
    readInto(tee.reader, request);
  }
  const reader = acquireReader(stream);
  tee.addBranch(DefaultController, pull, 1);
  tee.addBranch(DefaultController, pull, 1);
  tee.open(reader);
  return tee.branches;
}

function giveChunk(tee: Tee, chunk: unknown, clone: ((chunk: unknown) => unknown) | undefined, pull: () => void): void {
  tee.readAgain[0] = false;
  const second = clone !== undefined && !tee.canceled[1] ? clone(chunk) : chunk;
  if (!tee.canceled[0]) tee.branches[0].controller.enqueue(chunk);
  if (!tee.canceled[1]) tee.branches[1].controller.enqueue(second);
  tee.reading = false;
  if (tee.readAgain[0]) pull();
}

// ---- ReadableByteStreamTee --------------------------------------------------------

const Bytes = Uint8Array;
function cloneBytes(chunk: ArrayBufferView): Uint8Array {
  const start = viewOffset(chunk);
  return new Bytes(sliceBuffer(viewBuffer(chunk), start, start + viewLength(chunk)));
}

class ByteTee extends Tee {
  pull(which: number): void {
    if (this.reading) {
      this.readAgain[which] = true;
      return;
    }
    this.reading = true;
    const request = this.branches[which].controller.getByobRequest();
    if (request === null) this.pullWithDefaultReader();
    else this.pullWithByobReader(request.view, which);
  }
  useReader(isByob: boolean): void {
    if (this.reader.isByob === isByob) return;
    releaseReader(this.reader);
    this.open(acquireReader(this.stream, isByob));
  }
  readOn(): void {
    this.reading = false;
    if (this.readAgain[0]) this.pull(0);
    else if (this.readAgain[1]) this.pull(1);
  }

  pullWithDefaultReader(): void {
    this.useReader(false);
    readInto(this.reader, {
      chunkSteps: (chunk: Uint8Array) => this.later(() => this.giveToBoth(chunk)),
      closeSteps: () => {
        this.reading = false;
        for (let i = 0; i < 2; i++) if (!this.canceled[i]) this.branches[i].controller.close();
        for (let i = 0; i < 2; i++) this.answerLast(i);
        this.endCancelling();
      },
      errorSteps: () => {
        this.reading = false;
      },
    });
  }
  answerLast(which: number): void {
    const { controller } = this.branches[which];
    if (controller.pendingPullIntos.length > 0) controller.respond(0);
  }
  giveToBoth(chunk: Uint8Array): void {
    this.readAgain = [false, false];
    const first = !this.canceled[0], second = !this.canceled[1];
    const copy = first && second ? cloneBytes(chunk) : chunk;
    if (first) this.branches[0].controller.enqueue(chunk);
    if (second) this.branches[1].controller.enqueue(copy);
    this.readOn();
  }

  pullWithByobReader(view: Uint8Array, which: number): void {
    this.useReader(true);
    readIntoView(this.stream, view, 1, {
      chunkSteps: (chunk: Uint8Array) => this.later(() => this.answer(chunk, which)),
      closeSteps: (chunk: Uint8Array | undefined) => {
        this.reading = false;
        this.answerEnd(chunk, which);
      },
      errorSteps: () => {
        this.reading = false;
      },
    });
  }
  answer(chunk: Uint8Array, which: number): void {
    this.readAgain = [false, false];
    const { controller } = this.branches[which], other = this.branches[1 - which].controller;
    const copy = this.canceled[1 - which] ? null : cloneBytes(chunk);
    if (!this.canceled[which]) controller.respondWithNewView(chunk);
    if (copy !== null) other.enqueue(copy);
    this.readOn();
  }
  answerEnd(chunk: Uint8Array | undefined, which: number): void {
    const { controller } = this.branches[which], other = this.branches[1 - which].controller;
    const canceled = this.canceled[which], otherCanceled = this.canceled[1 - which];
    if (!canceled) controller.close();
    if (!otherCanceled) other.close();
    if (chunk !== undefined) {
      if (!canceled) controller.respondWithNewView(chunk);
      if (!otherCanceled) this.answerLast(1 - which);
    }
    if (!canceled || !otherCanceled) resolve(this.cancelPromise, undefined);
  }
}

function teeBytes(stream: any): any[] {
  const tee = new ByteTee(stream);
  const reader = acquireReader(stream);
  const pull = (which: number) => tee.pull(which);
  tee.addBranch(ByteController, pull, 0);
  tee.addBranch(ByteController, pull, 0);
  tee.open(reader);
  return tee.branches;
}

const teeStream = (stream: any, clone?: (chunk: unknown) => unknown): any[] =>
  stream.controller.isByte ? teeBytes(stream) : teeDefault(stream, clone);

module.exports = { teeStream };
