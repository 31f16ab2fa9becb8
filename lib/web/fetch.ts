// SPDX-License-Identifier: MIT
// What fetch (src/runtime/fetch/fetch.c) needs of signals and streams, and URLs that need no network:
// https://fetch.spec.whatwg.org/#scheme-fetch. It is loaded for these alone.

const { AbortSignal, addAbortAlgorithm, removeAbortAlgorithm } = require("mote:internal/abort");
const { Headers, Request, Response } = require("mote:internal/fetch");
const { apply } = Reflect, { get } = Headers.prototype, { exec } = RegExp.prototype;

const uncurry = (prototype: any, name: string): ((self: any) => any) => {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name)!;
  return (self) => Reflect.apply(get!, self, []);
};
const isAborted = uncurry(AbortSignal.prototype, "aborted");
const reasonOf = uncurry(AbortSignal.prototype, "reason");
const urlOf = uncurry(Request.prototype, "url");
const methodOf = uncurry(Request.prototype, "method");
const headersOf = uncurry(Request.prototype, "headers");
const getHeader = (headers: any, name: string): string | null => apply(get, headers, [name]);
const bodyOf = uncurry(Request.prototype, "body");
const ignore = () => {};

// ---- signals ----------------------------------------------------------------------

// Aborts a fetch when the signal says so. Throws the reason if it has done so already.
function watch(control: any, signal: any, request: any): () => void {
  if (isAborted(signal)) {
    bodyOf(request)?.cancel(reasonOf(signal)).catch(ignore);
    throw reasonOf(signal);
  }
  const algorithm = () => control.abort(reasonOf(signal));
  addAbortAlgorithm(signal, algorithm);
  return algorithm;
}

const unwatch = (signal: any, algorithm: () => void): void => removeAbortAlgorithm(signal, algorithm);

// ---- bodies that are streams ------------------------------------------------------

// By requests: the readers of bodies that are being sent.
const readers = new WeakMap<object, any>();

async function upload(control: any, source: any, request: any): Promise<void> {
  let reader: any;
  try {
    reader = (require("mote:internal/streams").isReadableStream(source) ? source : source.stream()).getReader();
    readers.set(request, reader);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!(value instanceof Uint8Array)) throw new TypeError("Received non-Uint8Array chunk");
      if (!(await control.write(value))) return void reader.cancel().catch(ignore);
    }
    control.end();
  } catch (error) {
    control.fail(error);
    reader?.cancel(error).catch(ignore);
  }
}

// The fetch has ended, for this reason if it has failed, and wants no more of the body.
const cancelUpload = (request: any, reason: any): void => void readers.get(request)?.cancel(reason).catch(ignore);

// ---- other schemes ----------------------------------------------------------------

function networkError(message: string): never {
  throw Object.assign(new TypeError("fetch failed"), { cause: new Error(message) });
}

// https://fetch.spec.whatwg.org/#data-url-processor
function parseDataUrl(url: string): { type: string; bytes: Uint8Array } | null {
  const text = url.slice("data:".length).replace(/#.*$/s, "");
  const comma = text.indexOf(",");
  if (comma < 0) return null;
  const { serializedMimeType, trim } = require("mote:internal/mime_type");
  let type = trim(text.slice(0, comma));
  let bytes = percentDecode(text.slice(comma + 1));
  if (/; *base64$/i.test(type)) {
    const decoded = decodeBase64(bytes);
    if (!decoded) return null;
    bytes = decoded;
    type = type.replace(/; *base64$/i, "");
  }
  if (type.startsWith(";")) type = `text/plain${type}`;
  return { type: serializedMimeType(type) ?? "text/plain;charset=US-ASCII", bytes };
}

const hexDigit = (code: number): number => {
  const digit = parseInt(String.fromCharCode(code), 16);
  return digit === digit ? digit : -1;
};

// text: as URLs have it, ASCII alone.
function percentDecode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i), high = hexDigit(text.charCodeAt(i + 1)), low = hexDigit(text.charCodeAt(i + 2));
    const isEscape = code === 0x25 && high >= 0 && low >= 0;
    bytes[length++] = isEscape ? high * 16 + low : code;
    if (isEscape) i += 2;
  }
  return bytes.subarray(0, length);
}

function decodeBase64(bytes: Uint8Array): Uint8Array | null {
  try {
    const text = require("mote:internal/encoding").atob(String.fromCharCode.apply(null, bytes as any));
    return Uint8Array.from(text as string, (c) => c.charCodeAt(0));
  } catch {
    return null;
  }
}

const scheme = (url: string): string => url.slice(0, url.indexOf(":"));

// data: and blob: URLs; others are refused.
async function fetchElsewhere(_control: any, request: any): Promise<any> {
  const url = urlOf(request);
  switch (scheme(url)) {
    case "data": {
      const data = parseDataUrl(url);
      return data ? localResponse(data.bytes, data.type, url, methodOf(request)) : networkError("invalid data: URL");
    }
    case "blob": return fetchBlob(url, request);
    case "about": return networkError("about scheme is not supported");
    case "file": return networkError("file: URLs are not fetched; mote:fs reads files");
    default: return networkError("unknown scheme");
  }
}

function localResponse(body: any, type: string, url: string, method: string): any {
  const isHead = method === "HEAD";
  const response = new Response(isHead ? null : body, { headers: [["content-type", type]] });
  return require("mote:internal/http_client").finishLocalResponse(response, url);
}

// https://fetch.spec.whatwg.org/#scheme-fetch, blob:
function fetchBlob(url: string, request: any): any {
  if (methodOf(request) !== "GET") networkError("invalid method");
  const blob = require("mote:internal/blob").resolveObjectURL(url.replace(/#.*$/s, ""));
  if (!blob) networkError("invalid blob: URL");
  const range = getHeader(headersOf(request), "range");
  const response = range === null ? answerBlob(blob, 200) : answerRange(blob, range);
  return require("mote:internal/http_client").finishLocalResponse(response, url);
}

function answerBlob(blob: any, status: number, more: string[][] = [], type: string = blob.type): any {
  const headers = [["content-length", String(blob.size)], ["content-type", type], ...more];
  return new Response(blob, { status, statusText: status === 206 ? "Partial Content" : "OK", headers });
}

// "bytes=FROM-TO", where one of both may be missing: the last so many bytes, or all from there on.
function answerRange(blob: any, range: string): any {
  const { size } = blob, match = apply(exec, /^bytes[\t ]*=[\t ]*(\d*)[\t ]*-[\t ]*(\d*)$/, [range]);
  if (!match || (match[1] === "" && match[2] === "")) networkError("invalid range");
  let [from, to] = [Number(match[1]), match[2] === "" ? Infinity : Number(match[2])];
  if (match[1] === "") [from, to] = [Math.max(size - to, 0), size - 1];
  else if (from > to) networkError("invalid range");
  if (from >= size) networkError("the range begins behind the end");
  to = Math.min(to, size - 1);
  return answerBlob(blob.slice(from, to + 1), 206, [["content-range", `bytes ${from}-${to}/${size}`]], blob.type);
}

module.exports = { watch, unwatch, upload, cancelUpload, fetchElsewhere };
