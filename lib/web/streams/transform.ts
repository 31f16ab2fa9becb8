// SPDX-License-Identifier: MIT
// TransformStream (https://streams.spec.whatwg.org/#ts): a writable side, a readable side, and a transformer between.

const { newPromise, resolve, reject } = require("mote:internal/promises");
const { expose } = require("mote:internal/web_idl");
const { INTERNAL, LazyPromise, call, bind, objectOf, callbackOf, strategyOf, highWaterMarkOf, illegalConstructor,
  invalidState } = require("mote:internal/streams/support");
const { Readable, startController } = require("mote:internal/streams/readable");
const { DefaultController } = require("mote:internal/streams/readable_default");
const { streamOf } = require("mote:internal/streams/readable_stream");
const { Writable, WritableController, writableStreamOf } = require("mote:internal/streams/writable");

const nothing = (): undefined => undefined;

// The internal slots of a TransformStream and its controller.
class Transform {
  readable = new Readable();
  writable = new Writable();
  backpressure = true;
  backpressureChange = new LazyPromise();
  transformAlgorithm: Function = nothing;
  flushAlgorithm: Function = nothing;
  cancelAlgorithm: Function = nothing;
  finish: Promise<void> | null = null;
  shell: TransformStreamDefaultController | null = null;

  // InitializeTransformStream
  initialize(startPromise: unknown, writableMark: number, writableSize: Function | undefined, readableMark: number,
    readableSize: Function | undefined): void {
    const sink = new WritableController(this.writable, (chunk: unknown) => sinkWrite(this, chunk), () => sinkClose(this),
      (reason: unknown) => sinkAbort(this, reason), writableMark, writableSize);
    const source = new DefaultController(this.readable, () => this.sourcePull(), (reason: unknown) => sourceCancel(this, reason),
      readableMark, readableSize);
    this.writable.onFailure = (error: unknown) => {
      source.error(error);
      this.unblockWrite();
    };
    this.readable.onFailure = (error: unknown) => this.errorWritable(error);
    sink.start(startPromise);
    startController(source, startPromise);
  }
  get object(): TransformStreamDefaultController {
    return (this.shell ??= new TransformStreamDefaultController(INTERNAL, this));
  }
  // TransformStreamSetBackpressure
  setBackpressure(backpressure: boolean): void {
    this.backpressureChange.fulfil();
    this.backpressureChange.reset();
    this.backpressure = backpressure;
  }
  sourcePull(): Promise<void> {
    this.setBackpressure(false);
    return this.backpressureChange.get();
  }
  clearAlgorithms(): void {
    this.transformAlgorithm = this.flushAlgorithm = this.cancelAlgorithm = nothing;
  }
  // TransformStreamErrorWritableAndUnblockWrite
  errorWritable(error: unknown): void {
    this.clearAlgorithms();
    this.writable.controller.errorIfNeeded(error);
    this.unblockWrite();
  }
  unblockWrite(): void {
    if (this.backpressure) this.setBackpressure(false);
  }
  error(error: unknown): void {
    this.readable.controller.error(error);
    this.errorWritable(error);
  }
  enqueue(chunk: unknown): void {
    const { controller } = this.readable;
    if (!controller.canCloseOrEnqueue()) throw invalidState("The readable side is not open for chunks");
    try {
      controller.enqueue(chunk);
    } catch (error) {
      this.error(error); // where memory has run out, the readable side does not know
      throw this.readable.storedError;
    }
    const backpressure = !controller.shouldCallPull();
    if (backpressure !== this.backpressure) this.setBackpressure(true);
  }
  terminate(): void {
    this.readable.controller.close();
    this.errorWritable(invalidState("The TransformStream has been terminated"));
  }
}

// ---- the sides' algorithms --------------------------------------------------------

function sinkWrite(stream: Transform, chunk: unknown): Promise<void> {
  return stream.backpressure ? writeLater(stream, chunk) : performTransform(stream, chunk);
}
async function writeLater(stream: Transform, chunk: unknown): Promise<void> {
  await stream.backpressureChange.get();
  const { writable } = stream;
  if (writable.state === "erroring") throw writable.storedError;
  await performTransform(stream, chunk);
}
async function performTransform(stream: Transform, chunk: unknown): Promise<void> {
  let result: unknown, thrown = false;
  try {
    result = stream.transformAlgorithm(chunk, stream.shell);
  } catch (error) {
    result = error;
    thrown = true;
  }
  try {
    await (thrown ? undefined : result);
    if (thrown) throw result;
  } catch (error) {
    stream.error(error);
    throw error;
  }
}

const sinkAbort = (stream: Transform, reason: unknown): Promise<void> =>
  stream.finish ?? finish(stream, stream.cancelAlgorithm, reason, endAborted);
const sinkClose = (stream: Transform): Promise<void> =>
  stream.finish ?? finish(stream, stream.flushAlgorithm, undefined, endClosed);
const sourceCancel = (stream: Transform, reason: unknown): Promise<void> =>
  stream.finish ?? finish(stream, stream.cancelAlgorithm, reason, endCanceled);

// What becomes of the other side; error: the transformer's if it failed, else the reason.
type End = (stream: Transform, failed: boolean, error: unknown) => void;

function endAborted({ readable }: Transform, failed: boolean, error: unknown): void {
  if (!failed && readable.state === "errored") throw readable.storedError;
  readable.controller.error(error);
}
function endClosed({ readable }: Transform, failed: boolean, error: unknown): void {
  if (!failed && readable.state === "errored") throw readable.storedError;
  if (failed) readable.controller.error(error);
  else readable.controller.close();
}
function endCanceled(stream: Transform, failed: boolean, error: unknown): void {
  const { writable } = stream;
  if (!failed && writable.state === "errored") throw writable.storedError;
  writable.controller.errorIfNeeded(error);
  stream.unblockWrite();
}

function finish(stream: Transform, algorithm: Function, reason: unknown, end: End): Promise<void> {
  const promise = (stream.finish = newPromise());
  settleFinish(stream, algorithm, reason, end);
  return promise;
}
// Settles a stream's last promise when its transformer is done.
async function settleFinish(stream: Transform, algorithm: Function, reason: unknown, end: End): Promise<void> {
  let result: unknown, thrown = false;
  try {
    result = end === endClosed ? algorithm() : algorithm(reason);
  } catch (error) {
    result = error;
    thrown = true;
  }
  stream.clearAlgorithms();
  try {
    await (thrown ? undefined : result);
    if (thrown) throw result;
  } catch (error) {
    end(stream, true, error);
    reject(stream.finish, error);
    return;
  }
  try {
    end(stream, false, reason);
  } catch (error) {
    reject(stream.finish, error);
    return;
  }
  resolve(stream.finish, undefined);
}

// ---- the classes ------------------------------------------------------------------

// What a transformer's methods are given.
class TransformStreamDefaultController {
  #slots: Transform;

  constructor(token: unknown = undefined, slots: any = undefined) {
    if (token !== INTERNAL) throw illegalConstructor();
    this.#slots = slots;
  }
  // How much more the readable side's queue wants.
  get desiredSize(): number | null {
    return this.#slots.readable.controller.desiredSize();
  }
  // Gives a chunk to the readable side.
  enqueue(chunk: unknown = undefined): void {
    this.#slots.enqueue(chunk);
  }
  // Errors both sides.
  error(reason: unknown = undefined): void {
    this.#slots.error(reason);
  }
  // Closes the readable side and errors the writable side.
  terminate(): void {
    this.#slots.terminate();
  }
}
expose(TransformStreamDefaultController);

// SetUpTransformStreamDefaultControllerFromTransformer
function setUpTransformer(stream: Transform, object: any, transformer: any): void {
  const { transform, flush, cancel } = transformer;
  stream.object; // the methods' last argument
  stream.transformAlgorithm = transform === undefined ? (chunk: unknown) => stream.enqueue(chunk) : bind(transform, object);
  if (flush !== undefined) stream.flushAlgorithm = bind(flush, object, stream.shell);
  if (cancel !== undefined) stream.cancelAlgorithm = bind(cancel, object);
}

function transformerOf(object: any): any {
  const cancel = callbackOf(object, "cancel", "transformer");
  const flush = callbackOf(object, "flush", "transformer");
  const { readableType } = object;
  const start = callbackOf(object, "start", "transformer");
  const transform = callbackOf(object, "transform", "transformer");
  const { writableType } = object;
  if (readableType !== undefined) throw new RangeError("transformer.readableType must be undefined");
  if (writableType !== undefined) throw new RangeError("transformer.writableType must be undefined");
  return { cancel, flush, start, transform };
}

let sidesOf: (stream: any) => any[];

class TransformStream {
  #slots: Transform;
  static {
    sidesOf = (stream) => (#slots in stream ? [stream.#slots.readable, stream.#slots.writable] : []);
  }

  constructor(transformer: any = undefined, writableStrategy: any = undefined, readableStrategy: any = undefined) {
    if (transformer === INTERNAL) {
      this.#slots = writableStrategy;
      return;
    }
    const object = objectOf(transformer, "transformer");
    const writableQueuing = strategyOf(writableStrategy, "writableStrategy");
    const readableQueuing = strategyOf(readableStrategy, "readableStrategy");
    const methods = transformerOf(object);
    const readableMark = highWaterMarkOf(readableQueuing, 0), writableMark = highWaterMarkOf(writableQueuing, 1);
    const startPromise = newPromise();
    const slots = (this.#slots = new Transform());
    slots.initialize(startPromise, writableMark, writableQueuing.size, readableMark, readableQueuing.size);
    setUpTransformer(slots, object, methods);
    resolve(startPromise, methods.start === undefined ? undefined : call(methods.start, object, slots.object));
  }
  // What comes out.
  get readable(): any {
    return streamOf(this.#slots.readable);
  }
  // What goes in.
  get writable(): any {
    return writableStreamOf(this.#slots.writable);
  }
}
expose(TransformStream);

// A transform stream for a class of the platform (https://streams.spec.whatwg.org/#transformstream-set-up): transform and
// flush may give promises; enqueue gives a chunk to the readable side.
function createTransform(methods: { transform: (chunk: unknown, stream: Transform) => unknown; flush?: (stream: Transform) => unknown;
  cancel?: (reason: unknown) => unknown }): Transform {
  const stream = new Transform();
  const { transform, flush, cancel } = methods;
  stream.initialize(undefined, 1, undefined, 0, undefined);
  stream.transformAlgorithm = (chunk: unknown) => transform(chunk, stream);
  if (flush !== undefined) stream.flushAlgorithm = () => flush(stream);
  if (cancel !== undefined) stream.cancelAlgorithm = cancel;
  return stream;
}
// A TransformStream of two sides that were sent.
const transformOf = (readable: any, writable: any): TransformStream => new TransformStream(INTERNAL, { readable, writable });
const readableOf = (stream: Transform) => streamOf(stream.readable);
const writableOf = (stream: Transform) => writableStreamOf(stream.writable);

module.exports = { TransformStream, TransformStreamDefaultController, createTransform, readableOf, writableOf, sidesOf, transformOf };
