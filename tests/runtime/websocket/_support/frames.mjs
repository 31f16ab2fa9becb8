// Frames of RFC 6455, written and read by hand.
import { createHash } from "node:crypto";

export const TEXT = 1, BINARY = 2, CONTINUATION = 0, CLOSE = 8, PING = 9, PONG = 10;
const encoder = new TextEncoder();
export const bytesOf = (data) => (typeof data === "string" ? encoder.encode(data) : data instanceof Uint8Array ? data : Uint8Array.from(data));
export const concat = (list) => {
  const out = new Uint8Array(list.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of list) out.set(part, at), (at += part.length);
  return out;
};

/** fin: 1 or 0; rsv: the three reserved bits, 0 to 7; length: what the head says, where that is not true. */
export const frame = (opcode, data = "", { fin = 1, rsv = 0, length } = {}) => ({ opcode, data: bytesOf(data), fin, rsv, length });
export const close = (code, reason = "") => frame(CLOSE, concat([[code >> 8, code & 255].map(Number), bytesOf(reason)].map(bytesOf)));

export function encode({ opcode, data, fin, rsv, length = data.length }, masked) {
  const head = [(fin << 7) | (rsv << 4) | opcode];
  const bit = masked ? 128 : 0;
  if (length < 126) head.push(bit | length);
  else if (length < 65536) head.push(bit | 126, length >> 8, length & 255);
  else head.push(bit | 127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255);
  if (!masked) return concat([bytesOf(head), data]);
  const mask = crypto.getRandomValues(new Uint8Array(4)), body = data.slice();
  for (let i = 0; i < body.length; i++) body[i] ^= mask[i & 3];
  return concat([bytesOf(head), mask, body]);
}

/** Reads frames from a socket of mote:net. */
export class Reader {
  #socket;
  #bytes = new Uint8Array(0);
  constructor(socket) {
    this.#socket = socket;
  }
  async #fill(length) {
    const parts = [this.#bytes];
    for (let have = this.#bytes.length; have < length; ) {
      const part = await this.#socket.read().catch(() => null);
      if (part === null) return false;
      parts.push(part);
      have += part.length;
    }
    this.#bytes = concat(parts);
    return true;
  }
  #take(length) {
    const out = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return out;
  }
  /** Up to the empty line. */
  async head() {
    for (let text = ""; ; ) {
      if (!(await this.#fill(1))) return text;
      text += String.fromCharCode(this.#take(1)[0]);
      if (text.endsWith("\r\n\r\n")) return text;
    }
  }
  /** { opcode, fin, rsv, masked, data }; null: the end. */
  async next() {
    if (!(await this.#fill(2))) return null;
    const [first, second] = this.#take(2), masked = second >> 7;
    let length = second & 127;
    const wide = length === 126 ? 2 : length === 127 ? 8 : 0;
    if (wide && !(await this.#fill(wide))) return null;
    if (wide) length = this.#take(wide).reduce((sum, byte) => sum * 256 + byte, 0);
    if (!(await this.#fill(length + 4 * masked))) return null;
    const mask = this.#take(4 * masked), data = this.#take(length).slice();
    if (masked) for (let i = 0; i < length; i++) data[i] ^= mask[i & 3];
    return { opcode: first & 15, fin: first >> 7, rsv: (first >> 4) & 7, masked, data };
  }
}

export const upgradeRequest = (extra = "") =>
  `GET /socket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${extra}\r\n`;

/** The answer of a server to the head of a request. */
export function upgradeAnswer(head, extra = "") {
  const key = /sec-websocket-key: *(\S+)/i.exec(head)[1];
  const accept = createHash("sha1").update(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64");
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${extra}\r\n`;
}
