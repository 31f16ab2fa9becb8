// SPDX-License-Identifier: MIT
// EventSource (https://html.spec.whatwg.org/multipage/server-sent-events.html), on fetch.

const { expose, requireArguments, toUsvString } = require("mote:internal/web_idl");
const { parseUrl } = require("mote:internal/relative_url");
const { DOMException } = require("mote:internal/dom_exception");
const { AbortController } = require("mote:internal/abort");
const { Event, EventTarget, MessageEvent, fireEvent, defineEventHandler } = require("mote:internal/events");
const { setTimeout, clearTimeout } = require("mote:internal/timers");
const { TextDecoder } = require("mote:internal/encoding");
const { URL } = require("mote:internal/url");
const { fetch } = require("mote:internal/http_client");

const CONNECTING = 0, OPEN = 1, CLOSED = 2;
const RECONNECTION_TIME = 3000; // milliseconds, until the server says another

class EventSource extends EventTarget {
  #url: string;
  #withCredentials: boolean;
  #state = CONNECTING;
  #controller: any;
  #timer: any;
  #reconnectionTime = RECONNECTION_TIME;
  #lastEventId = "";

  /** Listens to a server's events. A URL that is none is a SyntaxError (DOMException). */
  constructor(url: unknown, init: any = undefined) {
    requireArguments(arguments.length, 1, "EventSource");
    super();
    const text = toUsvString(url);
    this.#url = parseUrl(text)?.href;
    if (!this.#url) throw new DOMException(`Invalid URL: ${text}`, "SyntaxError");
    this.#withCredentials = Boolean(init?.withCredentials);
    if (/^(https?|data|blob):/.test(this.#url)) this.#connect();
    else setTimeout(() => this.#fail(), 0);
  }

  get url(): string {
    return this.#url;
  }
  get withCredentials(): boolean {
    return this.#withCredentials;
  }
  get readyState(): number {
    return this.#state;
  }
  close(): void {
    this.#state = CLOSED;
    clearTimeout(this.#timer);
    this.#controller?.abort();
  }

  async #connect(): Promise<void> {
    this.#controller = new AbortController();
    try {
      await this.#listen(this.#controller.signal);
    } catch {
      // The connection failed, or was lost: both are tried again.
    }
    this.#reconnect();
  }

  async #listen(signal: any): Promise<void> {
    const headers: [string, string][] = [["accept", "text/event-stream"], ["cache-control", "no-cache"]];
    if (this.#lastEventId) headers.push(["last-event-id", utf8AsBytes(this.#lastEventId)]);
    const response = await fetch(this.#url, { headers, signal, cache: "no-store" });
    if (this.#state === CLOSED) return;
    const type = (response.headers.get("content-type") ?? "").split(";", 1)[0].trim().toLowerCase();
    if (response.status !== 200 || type !== "text/event-stream") {
      this.#fail();
      return;
    }
    this.#state = OPEN;
    fireEvent(this, new Event("open"));
    const parser = new EventStreamParser(this.#lastEventId, (time) => { this.#reconnectionTime = time; },
      (type, data, id) => this.#dispatch(type, data, id, new URL(response.url).origin));
    const decoder = new TextDecoder(), reader = response.body?.getReader();
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done || this.#state === CLOSED) return;
      parser.feed(decoder.decode(value, { stream: true }));
      this.#lastEventId = parser.lastEventId;
    }
  }

  #dispatch(type: string, data: string, lastEventId: string, origin: string): void {
    if (this.#state !== CLOSED) fireEvent(this, new MessageEvent(type, { data, lastEventId, origin }));
  }

  // For good.
  #fail(): void {
    this.#state = CLOSED;
    this.#controller?.abort();
    fireEvent(this, new Event("error"));
  }

  #reconnect(): void {
    if (this.#state === CLOSED) return;
    this.#state = CONNECTING;
    fireEvent(this, new Event("error"));
    if ((this.#state as number) !== CLOSED) this.#timer = setTimeout(() => this.#connect(), this.#reconnectionTime);
  }
}

// A header's characters are the bytes of the text.
function utf8AsBytes(text: string): string {
  let result = "";
  for (const byte of new (require("mote:internal/encoding").TextEncoder)().encode(text)) result += String.fromCharCode(byte);
  return result;
}

// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
class EventStreamParser {
  #rest = "";
  #endedWithReturn = false;
  #data: string[] = [];
  #type = "";
  #id: string;
  lastEventId: string;
  #onRetry: (milliseconds: number) => void;
  #onEvent: (type: string, data: string, id: string) => void;

  constructor(lastEventId: string, onRetry: (milliseconds: number) => void, onEvent: (type: string, data: string, id: string) => void) {
    this.#id = this.lastEventId = lastEventId;
    this.#onRetry = onRetry;
    this.#onEvent = onEvent;
  }

  feed(text: string): void {
    if (!text) return;
    if (this.#endedWithReturn && text[0] === "\n") text = text.slice(1);
    this.#endedWithReturn = text.endsWith("\r");
    const lines = (this.#rest + text).split(/\r\n|\n|\r/);
    this.#rest = lines.pop()!;
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return; // a comment
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#type = value;
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    else if (field === "retry" && /^[0-9]+$/.test(value)) this.#onRetry(Number(value));
  }

  #dispatch(): void {
    this.lastEventId = this.#id;
    const data = this.#data, type = this.#type || "message";
    this.#data = [];
    this.#type = "";
    if (data.length) this.#onEvent(type, data.join("\n"), this.lastEventId);
  }
}

for (const [name, value] of [["CONNECTING", CONNECTING], ["OPEN", OPEN], ["CLOSED", CLOSED]] as const)
  for (const holder of [EventSource, EventSource.prototype]) Object.defineProperty(holder, name, { value, enumerable: true });
expose(EventSource);
for (const name of ["onopen", "onmessage", "onerror"]) defineEventHandler(EventSource, name);

module.exports = { EventSource };
