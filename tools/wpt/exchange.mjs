// SPDX-License-Identifier: MIT
// A request over a socket and its answer, in HTTP/1.1, as far as the tests' server needs it (server.mjs). Nothing is
// checked: tests want answers that are wrong.

/** Bytes of a text in Latin-1, as which heads are read and written; bytes are themselves. */
export function bytesOf(text) {
  if (text instanceof Uint8Array) return text;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export function textOf(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return text;
}

export const delay = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class ConnectionEnded extends Error {}

/** What has come over a socket and nobody has taken. */
export class Input {
  #socket;
  #bytes = new Uint8Array(0);
  constructor(socket) {
    this.#socket = socket;
  }
  async more() {
    const next = await this.#socket.read();
    if (next === null) throw new ConnectionEnded("the client has gone");
    const joined = new Uint8Array(this.#bytes.length + next.length);
    joined.set(this.#bytes);
    joined.set(next, this.#bytes.length);
    this.#bytes = joined;
  }
  async take(length) {
    while (this.#bytes.length < length) await this.more();
    const taken = this.#bytes.slice(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }
  /** Up to and with a mark, as text. */
  async takeUntil(mark) {
    for (;;) {
      const at = textOf(this.#bytes).indexOf(mark);
      if (at >= 0) return textOf(await this.take(at + mark.length));
      await this.more();
    }
  }
}

/** Headers as they came, in their order and writing. */
export class HeaderList {
  #entries;
  constructor(lines) {
    this.#entries = lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).replace(/^[ \t]+|[ \t]+$/g, "")]);
  }
  get(name) {
    const found = this.#entries.filter(([key]) => key.toLowerCase() === name.toLowerCase());
    return found.length ? found.map(([, value]) => value).join(", ") : null;
  }
  has(name) {
    return this.get(name) !== null;
  }
  /** Names as they were written. */
  names() {
    return this.#entries.map(([key]) => key);
  }
  [Symbol.iterator]() {
    return this.#entries[Symbol.iterator]();
  }
}

/** A request, and what its answer is written with. */
export class Exchange {
  #body;
  constructor(socket, input, head, server) {
    const lines = head.split("\r\n"), [method, target] = lines[0].split(" ");
    Object.assign(this, { socket, input, method, target, server });
    this.headers = new HeaderList(lines.slice(1).filter(Boolean));
    this.url = new URL(target.startsWith("/") ? server + target : target);
    /** The last value of a parameter of the URL, or what is given instead. */
    this.parameter = (name, otherwise = null) => this.url.searchParams.get(name) ?? otherwise;
    this.closes = this.headers.get("connection")?.toLowerCase() === "close";
  }
  /** The whole body; it is read once. */
  body() {
    return (this.#body ??= this.#readBody());
  }
  async #readBody() {
    if (this.headers.get("expect")) await this.socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!/chunked/i.test(this.headers.get("transfer-encoding") ?? ""))
      return await this.input.take(Number(this.headers.get("content-length") ?? 0));
    const chunks = [];
    for (;;) {
      const length = parseInt(await this.input.takeUntil("\r\n"), 16);
      chunks.push(textOf(await this.input.take(length)));
      await this.input.takeUntil("\r\n");
      if (!length) return bytesOf(chunks.join(""));
    }
  }
  /** Bytes as they are. */
  write(data) {
    return this.socket.write(bytesOf(data));
  }
  /** The head of an answer that ends with the connection. */
  async begin({ status = 200, statusText = "OK", headers = [] } = {}) {
    this.closes = true;
    await this.write(headOf(status, statusText, [...headers, ["Connection", "close"]]));
  }
  /** A whole answer. */
  async answer({ status = 200, statusText = "OK", headers = [], body = "" }) {
    const bytes = bytesOf(body), hasBody = status >= 200 && status !== 204 && status !== 304;
    const own = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
    const all = hasBody && !own ? [...headers, ["Content-Length", bytes.length]] : headers;
    const head = bytesOf(headOf(status, statusText, all));
    const out = new Uint8Array(head.length + (hasBody && this.method !== "HEAD" ? bytes.length : 0));
    out.set(head);
    if (out.length > head.length) out.set(bytes, head.length);
    await this.socket.write(out);
  }
}

function headOf(status, statusText, headers) {
  const fields = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `HTTP/1.1 ${status} ${statusText}\r\n${fields}\r\n`;
}
