// SPDX-License-Identifier: MIT
// What the bodies of Request and Response (src/runtime/http) need of streams, Blobs, FormData and signals. Nothing
// here is loaded before a program uses one of those.

let cachedStreams: any, cachedBlob: any, cachedForms: any;
const streams = () => (cachedStreams ??= require("mote:internal/streams"));
const blobs = () => (cachedBlob ??= require("mote:internal/blob"));
const forms = () => (cachedForms ??= require("mote:internal/form_data"));
const decodeUtf8 = (bytes: Uint8Array, ignoreBOM = false): string =>
  new (require("mote:internal/encoding").TextDecoder)("utf-8", { ignoreBOM }).decode(bytes);
const parseJson = JSON.parse, Weak = WeakRef;
const ignore = () => {};
const forgotten = new FinalizationRegistry<() => void>((unwatch) => unwatch());

// --- giving bodies ---

// [kind, part, type] of an object that is given as a body, null for one that is none of the known kinds.
function extractBody(value: any): [string, any, string | undefined] | null {
  if (streams().isReadableStream(value)) {
    if (streams().isLocked(value) || streams().isDisturbed(value))
      throw new TypeError("Response body object should not be disturbed or locked");
    return ["stream", value, undefined];
  }
  if (blobs().isBlob(value)) return ["blob", value, value.type || undefined];
  if (forms().isFormData(value)) {
    const { body, type } = forms().encodeMultipart(value);
    return blobs().isBlob(body) ? ["blob", body, type] : ["bytes", body, type];
  }
  return null;
}

// signal: of the fetch whose body it is, if it has one. What has come, and was not read yet, is lost where it is aborted.
function streamOfBytes(bytes: Uint8Array, signal: any = undefined): any {
  let unwatch = ignore;
  return streams().createByteStream({
    start(controller: any) {
      if (!bytes.length) controller.close();
      else if (signal) unwatch = watchSignal(signal, controller);
    },
    pull(controller: any) {
      unwatch();
      controller.enqueue(bytes);
      controller.close();
    },
    cancel: () => unwatch(),
  }, 0);
}

const streamOfBlob = (blob: any): any => blob.stream();

// A function of its own, since closures hold what those beside them use, too.
const erroring = (controller: WeakRef<any>) => (error: unknown) => controller.deref()?.error(error);

// What makes a stream fail when its signal is aborted, and no longer once the function that it gives was called. A
// stream that nobody has any more is not kept by the signal, and leaves nothing behind.
const aborting = (controller: WeakRef<any>, signal: any) => () => controller.deref()?.error(reasonOf(signal));

function watchSignal(signal: any, controller: any): () => void {
  const { addAbortAlgorithm, removeAbortAlgorithm } = abort(), reason = reasonOf(signal);
  if (reason !== undefined) {
    controller.error(reason);
    return ignore;
  }
  const algorithm = aborting(new Weak(controller), signal), unwatch = () => removeAbortAlgorithm(signal, algorithm);
  addAbortAlgorithm(signal, algorithm);
  forgotten.register(controller, unwatch);
  return unwatch;
}

// reader: see incoming.h. signal: as in streamOfBytes.
function streamOfReader(reader: any, signal: any = undefined): any {
  let unwatch = ignore;
  return streams().createByteStream({
    // A stream that nobody has any more is given up: what a failure calls must not keep it, and so the reader, alive …
    start(controller: any) {
      reader.watch(erroring(new Weak(controller)));
      if (signal) unwatch = watchSignal(signal, controller);
    },
    // … unless somebody waits for its end, whom nothing but the stream may hold.
    watched(controller: any) {
      reader.watch((error: unknown) => controller.error(error));
    },
    async pull(controller: any) {
      const chunk = await reader.read();
      if (chunk !== null) return controller.enqueue(chunk);
      unwatch();
      controller.close();
    },
    cancel(reason: any) {
      unwatch();
      reader.cancel(reason);
    },
  }, 0);
}

// The stream of a body that text() or the like has read.
function usedStream(): any {
  const stream = streamOfBytes(new Uint8Array(0));
  stream.getReader().read();
  return stream; // locked, as it is where a reader has read it all
}

const isDisturbed = (stream: any): boolean => streams().isDisturbed(stream);
const isUnusable = (stream: any): boolean => streams().isDisturbed(stream) || streams().isLocked(stream);
const teeStream = (stream: any): any => streams().teeForBody(stream);

// A stream that gives what another gives, which is locked from now on.
function proxyStream(stream: any): any {
  const { TransformStream } = streams();
  return stream.pipeThrough(new TransformStream());
}

// --- taking bodies ---

// Its type is the Content-Type, if that is a MIME type.
function makeBlob(bytes: Uint8Array, type: string): any {
  const parts = bytes.length ? [bytes] : [];
  return blobs().blobFromParts(parts, type && (require("mote:internal/mime_type").serializedMimeType(type) ?? ""));
}

function makeFormData(bytes: Uint8Array, type: string): any {
  const essence = type.split(";", 1)[0].trim().toLowerCase();
  if (essence === "multipart/form-data") return forms().parseMultipart(bytes, type);
  if (essence !== "application/x-www-form-urlencoded")
    throw new TypeError("The body has neither of the content types of a form");
  const data = new (forms().FormData)();
  // "UTF-8 decode without BOM": a byte order mark belongs to the first name.
  const pairs = new (require("mote:internal/url").URLSearchParams)(decodeUtf8(bytes, true));
  for (const [name, value] of pairs) data.append(name, value);
  return data;
}

// The whole of a stream or Blob as what a method gives.
async function consume(source: any, kind: string, type: string): Promise<any> {
  const isStream = streams().isReadableStream(source);
  const bytes: Uint8Array = isStream ? (await streams().readAllBytes(source)).bytes : await blobs().blobBytes(source);
  switch (kind) {
    case "arrayBuffer":
      return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
    case "blob": return makeBlob(bytes, type);
    case "bytes": return bytes;
    case "formData": return makeFormData(bytes, type);
    case "json": return parseJson(decodeUtf8(bytes));
    default: return decodeUtf8(bytes);
  }
}

function cancelStream(stream: any): void {
  stream.cancel().catch(() => {});
}

// Writes a response's stream into the server's sink: write(bytes) gives a promise where the client is slower.
async function pump(stream: any, sink: any): Promise<void> {
  let reader: any;
  try {
    reader = stream.getReader();
    sink.onabort = (reason: any) => reader.cancel(reason).catch(() => {});
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!(value instanceof Uint8Array)) throw new TypeError("The chunks of a response's body must be Uint8Arrays");
      const room = sink.write(value);
      if (room) await room;
    }
    sink.end();
  } catch (error) {
    sink.fail(error);
    reader?.cancel(error).catch(() => {});
  }
}

// --- signals ---

const abort = () => require("mote:internal/abort");
const newSignal = (): any => new (abort().AbortController)().signal;
const followSignal = (signal: any): any => abort().AbortSignal.any([signal]);
const throwIfAborted = (signal: any): void => abort().throwIfAborted(signal);
// undefined: it is not aborted, for the reason of one that is aborted is never undefined.
const reasonOf = (signal: any): any => abort().reasonOf(signal);

module.exports = {
  cancelStream, consume, extractBody, followSignal, isDisturbed, isUnusable, makeBlob, makeFormData, newSignal, proxyStream, pump,
  streamOfBlob, streamOfBytes, streamOfReader, teeStream, throwIfAborted, usedStream,
};
