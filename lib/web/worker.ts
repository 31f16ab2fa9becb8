// SPDX-License-Identifier: MIT
// Worker (https://html.spec.whatwg.org/multipage/workers.html#dedicated-workers-and-the-worker-interface).
//
// The thread, and what runs in it, is src/runtime/worker/worker.c's. A worker keeps its parent running until it ends,
// unless unref() was called, or all that it does is to wait for somebody to read a stream that it has sent.

const { ErrorEvent, Event, EventTarget, defineEventHandler, fireEvent, hasListeners } = require("mote:internal/events");
const { expose, requireArguments, toDictionary, defineInspection } = require("mote:internal/web_idl");
const { DOMException } = require("mote:internal/dom_exception");
const { post, start: startPort, setReferenced, setWaiting, close } = require("mote:internal/messaging");
const { fireLetter, transferList, isPort, endOf } = require("mote:internal/messaging_ports");
const { reportException } = require("mote:internal/web");
const { parseUrl } = require("mote:internal/relative_url");
const native = require("mote:internal/worker");
const { fileURLToPath, pathToFileURL } = require("url");

const ERROR = 1, CLOSED = 2, EXIT = 3, IDLE = 4, BUSY = 5; // kinds of letters; see inbox.h

// The text of a data: URL.
function dataText(url: string): string {
  const comma = url.indexOf(",");
  if (comma < 0) throw new DOMException(`The URL '${url}' is invalid.`, "SyntaxError");
  const hash = url.indexOf("#", comma), body = url.slice(comma + 1, hash < 0 ? undefined : hash);
  if (!/;\s*base64\s*$/i.test(url.slice(5, comma))) return decodeURIComponent(body);
  const { atob, TextDecoder } = require("mote:internal/encoding");
  return new TextDecoder().decode(Uint8Array.from(atob(decodeURIComponent(body)), (c: any) => c.charCodeAt(0)));
}

// The text of a blob: URL of this program.
function blobText(url: string): string {
  const { resolveObjectURL, blobParts } = require("mote:internal/blob"), { TextDecoder } = require("mote:internal/encoding");
  const blob = resolveObjectURL(url);
  if (!blob) throw new DOMException(`There is no object with the URL '${url}'`, "NetworkError");
  const decoder = new TextDecoder();
  return [...blobParts(blob)].map((part: any) => decoder.decode(part, { stream: true })).join("") + decoder.decode();
}

// What is to run: { path | text, url }. Paths that do not begin with a / are meant from the working directory.
function findProgram(specifier: string): any {
  if (/^data:/i.test(specifier)) return { text: dataText(specifier), url: specifier };
  if (/^blob:/i.test(specifier)) return { text: blobText(specifier), url: specifier };
  if (/^file:/i.test(specifier)) return { path: fileURLToPath(specifier), url: specifier };
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier)) {
    if (!parseUrl(specifier)) throw new DOMException(`Invalid URL: ${specifier}`, "SyntaxError");
    throw new DOMException(`A Worker cannot be loaded from '${specifier}'`, "SecurityError");
  }
  const path = require("path").resolve(specifier);
  return { path, url: `${pathToFileURL(path)}` };
}

class Worker extends EventTarget {
  #thread: any;
  #end: any;
  #isOver = false; // terminated, or ended
  #name: string;
  #referenced = true;
  #isIdle = false; // it waits for those who may read its streams, and nothing else

  constructor(scriptUrl: any, options: any = undefined) {
    requireArguments(arguments.length, 1, "Worker");
    super();
    const { type, name = "" } = toDictionary(options, 'The "options" argument');
    if (type !== undefined && type !== "module" && type !== "classic")
      throw Object.assign(new TypeError(`The "options.type" property must be 'classic' or 'module'. Received ${type}`), { code: "ERR_INVALID_ARG_VALUE" });
    this.#name = `${name}`;
    const program = findProgram(`${scriptUrl}`);
    [this.#thread, this.#end] = native.start({ ...program, type, name: this.#name });
    startPort(this.#end, (kind: number, data: any, ports: any[], status: number) => this.#receive(kind, data, ports, status));
  }

  #receive(kind: number, data: any, ports: any[], status: number): void {
    if (kind === EXIT) {
      native.join(this.#thread);
      close(this.#end);
      this.#isOver = true;
      fireEvent(this, Object.assign(new Event("close"), { code: status }));
    } else if (kind === IDLE || kind === BUSY) {
      this.#isIdle = kind === IDLE;
      this.#updateReference();
    } else if (kind === ERROR) {
      if (!this.#isOver) this.#fail(data ?? {});
    } else if (kind !== CLOSED && !this.#isOver) {
      fireLetter(this, kind, data, ports);
    }
  }
  // Nobody in the worker has caught an error. If nobody listens for it here, it is an error of this program.
  #fail({ message = "Error", filename = "", lineno = 0, colno = 0, error = null }: any): void {
    if (!hasListeners(this, "error")) {
      reportException(error ?? new Error(message));
      return;
    }
    fireEvent(this, new ErrorEvent("error", { message: `Uncaught ${message}`, filename, lineno, colno, error, cancelable: true }));
  }

  postMessage(message: any, options: any = undefined): void {
    requireArguments(arguments.length, 1, "postMessage' on 'Worker");
    const list = transferList(options);
    post(this.#end, message, list, list?.filter(isPort).map(endOf));
  }
  // Ends the worker, whatever it is doing.
  terminate(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    native.terminate(this.#thread);
  }
  ref(): void {
    this.#referenced = true;
    this.#updateReference();
  }
  unref(): void {
    this.#referenced = false;
    this.#updateReference();
  }
  #updateReference(): void {
    setReferenced(this.#end, this.#referenced && !this.#isIdle);
    setWaiting(this.#end, this.#referenced && this.#isIdle);
  }

  static {
    defineInspection(Worker, (worker: any) => ({ name: worker.#name, running: !worker.#isOver }));
  }
}
for (const name of ["onmessage", "onmessageerror", "onerror", "onclose"]) defineEventHandler(Worker, name);
expose(Worker);

module.exports = { Worker };
