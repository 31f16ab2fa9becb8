// SPDX-License-Identifier: MIT
// WebSocket (https://websockets.spec.whatwg.org/): its states, its events, its arguments. Frames are those of a connection
// (src/runtime/http/websocket_connection.h): a client's, or one that a server has accepted (src/runtime/http/upgrade.c).
//
// Each message is delivered in a job of its own.

const { expose, requireArguments, toUsvString } = require("mote:internal/web_idl");
const { parseUrl } = require("mote:internal/relative_url");
const { DOMException } = require("mote:internal/dom_exception");
const { Event, EventTarget, MessageEvent, CloseEvent, ErrorEvent, fireEvent, defineEventHandler } = require("mote:internal/events");
const { connect } = require("mote:internal/websocket");
const { Headers } = require("mote:internal/fetch");

const CONNECTING = 0, OPEN = 1, CLOSING = 2, CLOSED = 3;
const NO_CODE = 1005, REASON_MAX = 123;
const queueJob = queueMicrotask;
const { isView } = ArrayBuffer;
const encoder = new (require("mote:internal/encoding").TextEncoder)();

function syntaxError(message: string): never {
  throw new DOMException(message, "SyntaxError");
}

function parseAddress(value: unknown): any {
  const text = toUsvString(value), url = parseUrl(text);
  if (!url) syntaxError(`Invalid URL: ${text}`);
  if (url.protocol === "http:") url.protocol = "ws:";
  else if (url.protocol === "https:") url.protocol = "wss:";
  if (url.protocol !== "ws:" && url.protocol !== "wss:") syntaxError("The URL's scheme must be ws, wss, http or https");
  if (url.href.includes("#")) syntaxError("The URL must not have a fragment");
  return url;
}

// [protocols, headers] of the second argument, which may be an object with both, as Node has it.
function parseOptions(value: any): [string[], string[]] {
  if (value === undefined) return [[], []];
  if (typeof value === "object" && value !== null && typeof value[Symbol.iterator] !== "function")
    return [toProtocols(value.protocols ?? []), value.headers === undefined ? [] : [...new Headers(value.headers)].flat()];
  return [toProtocols(value), []];
}

function toProtocols(value: any): string[] {
  const isList = typeof value === "object" && value !== null && typeof value[Symbol.iterator] === "function";
  const protocols = isList ? [...value].map((each) => `${each}`) : [`${value}`];
  const lower = new Set<string>();
  for (const protocol of protocols) {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(protocol)) syntaxError(`Invalid Sec-WebSocket-Protocol value: ${protocol}`);
    if (lower.has(protocol.toLowerCase())) syntaxError(`The protocol ${protocol} is given twice`);
    lower.add(protocol.toLowerCase());
  }
  return protocols;
}

// In place of a URL: what a server has accepted.
class Accepted {
  connection: any;
  url: string;
  constructor(connection: any, url: string) {
    this.connection = connection;
    this.url = url;
  }
}

class WebSocket extends EventTarget {
  #url: string;
  #origin: string;
  #connection: any;
  #state = CONNECTING;
  #protocol = "";
  #binaryType = "blob";
  #isFlushing = false;
  #later = 0; // messages that wait for a Blob before them, or are one
  #before: Promise<void> | undefined;

  /**
   * Connects to a server. protocols: a string, an array of them, or { protocols, headers }.
   * A URL or protocol that is none is a SyntaxError (DOMException).
   */
  constructor(url: unknown, protocols: any = undefined) {
    requireArguments(arguments.length, 1, "WebSocket");
    super();
    const accepted = url instanceof Accepted ? url : undefined;
    const parsed = parseAddress(accepted ? accepted.url : url), [names, headers] = parseOptions(protocols);
    this.#url = parsed.href;
    this.#origin = parsed.origin;
    this.#connection = accepted ? accepted.connection : connect(parsed.href, names.join(", "), headers);
    this.#run();
  }

  get url(): string {
    return this.#url;
  }
  get readyState(): number {
    return this.#state;
  }
  get bufferedAmount(): number {
    return this.#connection.bufferedAmount;
  }
  get extensions(): string {
    return this.#state === CONNECTING ? "" : this.#connection.extensions;
  }
  get protocol(): string {
    return this.#protocol;
  }
  get binaryType(): string {
    return this.#binaryType;
  }
  set binaryType(value: unknown) {
    this.#binaryType;
    const type = `${value}`;
    if (type === "blob" || type === "arraybuffer") this.#binaryType = type;
  }

  // Bytes of text, an ArrayBuffer, a view or a Blob. What is sent after the connection was closed is lost.
  send(data: any): void {
    requireArguments(arguments.length, 1, "send' on 'WebSocket");
    const message = toMessage(data);
    if (this.#state === CONNECTING) throw new DOMException("Still in CONNECTING state.", "InvalidStateError");
    if (this.#later || isBlob(message)) this.#before = this.#sendAfter(this.#before, message);
    else this.#sendNow(message);
  }
  #sendNow(message: string | Uint8Array): void {
    this.#connection.send(message);
    this.#flush();
  }
  // Blobs are read first; what is sent after one waits for it.
  async #sendAfter(before: Promise<void> | undefined, message: any): Promise<void> {
    this.#later++;
    try {
      await before;
      this.#sendNow(isBlob(message) ? await require("mote:internal/blob").blobBytes(message) : message);
    } catch (error) {
      this.#connection.fail();
      throw error;
    }
    if (--this.#later === 0) this.#before = undefined;
  }
  // Once for all that is sent in one go.
  #flush(): void {
    if (this.#isFlushing) return;
    queueJob(() => {
      this.#isFlushing = false;
      this.#connection.flush();
    });
    this.#isFlushing = true;
  }

  /** Begins the closing handshake. code: 1000, or 3000 to 4999; reason: at most 123 bytes. */
  close(code: any = undefined, reason: any = undefined): void {
    this.#state;
    const number = code === undefined ? NO_CODE : clampToShort(code);
    if (code !== undefined && number !== 1000 && !(number >= 3000 && number <= 4999))
      throw new DOMException("invalid code", "InvalidAccessError");
    const text = reason === undefined ? "" : toUsvString(reason);
    if (encoder.encode(text).length > REASON_MAX) syntaxError(`The reason must not be longer than ${REASON_MAX} bytes`);
    if (this.#state === CLOSING || this.#state === CLOSED) return;
    const wasConnecting = this.#state === CONNECTING;
    this.#state = CLOSING;
    if (wasConnecting) this.#connection.fail();
    else this.#closeAfter(this.#before, text && number === NO_CODE ? 1000 : number, text);
  }
  async #closeAfter(before: Promise<void> | undefined, code: number, reason: string): Promise<void> {
    if (before) await before;
    this.#connection.close(code, reason);
  }

  async #run(): Promise<void> {
    const connection = this.#connection;
    try {
      this.#protocol = await connection.opened();
      if (this.#state === CONNECTING) {
        this.#state = OPEN;
        fireEvent(this, new Event("open"));
      }
      for (;;) {
        const message = await connection.next();
        if (message === undefined) break;
        if (this.#state === OPEN) fireEvent(this, new MessageEvent("message", { data: this.#toData(message), origin: this.#origin }));
      }
    } catch (error: any) {
      this.#state = CLOSED;
      connection.fail(); // memory may have run out here: the peer must not wait for an answer
      fireEvent(this, new ErrorEvent("error", { error, message: `${error?.message}` }));
    }
    if (this.#state !== CLOSED && !connection.wasClean) {
      this.#state = CLOSED;
      fireEvent(this, new ErrorEvent("error", { message: "The connection was closed without a close frame" }));
    }
    this.#state = CLOSED;
    const { closeCode, closeReason, wasClean } = connection;
    fireEvent(this, new CloseEvent("close", { code: closeCode, reason: closeReason, wasClean }));
  }

  #toData(message: any): any {
    if (typeof message === "string") return message;
    return this.#binaryType === "blob" ? new (require("mote:internal/blob").Blob)([message]) : message.buffer;
  }
}

const isBlob = (value: any): boolean => typeof value === "object" && !isView(value);

// A string, Uint8Array or Blob.
function toMessage(data: any): any {
  if (typeof data === "object" && data !== null) {
    if (isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const kind = Object.prototype.toString.call(data);
    if (kind === "[object ArrayBuffer]" || kind === "[object SharedArrayBuffer]") return new Uint8Array(data);
    if (kind === "[object Blob]" || kind === "[object File]") if (require("mote:internal/blob").isBlob(data)) return data;
  }
  return toUsvString(data);
}

// [Clamp] unsigned short
function clampToShort(value: unknown): number {
  const number = Math.min(Math.max(+(value as number), 0), 65535);
  if (number !== number) return 0;
  const floor = Math.floor(number), rest = number - floor;
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}

for (const [name, value] of [["CONNECTING", CONNECTING], ["OPEN", OPEN], ["CLOSING", CLOSING], ["CLOSED", CLOSED]] as const)
  for (const holder of [WebSocket, WebSocket.prototype]) Object.defineProperty(holder, name, { value, enumerable: true });
expose(WebSocket);
for (const name of ["onopen", "onmessage", "onerror", "onclose"]) defineEventHandler(WebSocket, name);

// The WebSocket of a server's connection.
const accept = (connection: any, url: string) => new WebSocket(new Accepted(connection, url));

module.exports = { WebSocket, accept };
