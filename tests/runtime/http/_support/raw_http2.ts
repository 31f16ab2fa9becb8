// A client of HTTP/2 that sends whatever frames a test likes, and tells what comes back. No TLS: prior knowledge.
import { connect } from "mote:net";

export const DATA = 0, HEADERS = 1, PRIORITY = 2, RST_STREAM = 3, SETTINGS = 4, PUSH_PROMISE = 5, PING = 6, GOAWAY = 7, WINDOW_UPDATE = 8, CONTINUATION = 9;
export const END_STREAM = 1, ACK = 1, END_HEADERS = 4;
const errors = ["NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM"];
const encoder = new TextEncoder(), decoder = new TextDecoder();

export const preface = encoder.encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
export const number32 = (value: number) => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
export const setting = (id: number, value: number) => join(Uint8Array.of(id >> 8, id), number32(value));

export function join(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function frame(type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array(0), length = payload.length): Uint8Array {
  return join(Uint8Array.of(length >> 16, length >> 8, length, type, flags), number32(stream), payload);
}

// Fields as literals that are not indexed.
function text(value: string): Uint8Array {
  const bytes = encoder.encode(value);
  const length: number[] = [];
  if (bytes.length < 127) length.push(bytes.length);
  else {
    let rest = bytes.length - 127;
    for (length.push(127); rest >= 128; rest = Math.floor(rest / 128)) length.push((rest % 128) | 128);
    length.push(rest);
  }
  return join(Uint8Array.from(length), bytes);
}
export function block(fields: [string, string][]): Uint8Array {
  return join(...fields.map(([name, value]) => join(Uint8Array.of(0), text(name), text(value))));
}
export function head(method: string, path: string, more: [string, string][] = []): Uint8Array {
  return block([[":method", method], [":scheme", "http"], [":path", path], [":authority", "raw.test"], ...more]);
}

// --- what comes back: of heads, the status alone ---

const statuses = { 8: "200", 9: "204", 10: "206", 11: "304", 12: "400", 13: "404", 14: "500" };

class Statuses {
  #table: string[] = []; // the newest first; "" for other fields
  #bytes = new Uint8Array(0);
  #at = 0;

  #number(bits: number): number {
    const most = (1 << bits) - 1;
    let value = this.#bytes[this.#at++] & most;
    if (value < most) return value;
    for (let scale = 1, byte = 128; byte & 128; scale *= 128) {
      byte = this.#bytes[this.#at++];
      value += (byte & 127) * scale;
    }
    return value;
  }
  // Three digits, in Huffman's code perhaps.
  #text(): string {
    const isCoded = this.#bytes[this.#at] & 128, length = this.#number(7);
    const bytes = this.#bytes.subarray(this.#at, (this.#at += length));
    if (!isCoded) return decoder.decode(bytes);
    let bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join(""), digits = "";
    while (digits.length < 3) {
      const short = bits.startsWith("00");
      digits += parseInt(bits.slice(0, short ? 5 : 6), 2) - (short ? 0 : 22);
      bits = bits.slice(short ? 5 : 6);
    }
    return digits;
  }
  read(bytes: Uint8Array): string {
    this.#bytes = bytes;
    this.#at = 0;
    let status = "";
    while (this.#at < bytes.length) {
      const first = bytes[this.#at];
      if (first & 128) {
        const index = this.#number(7);
        status ||= statuses[index] ?? (index > 61 ? this.#table[index - 62] : "");
      } else if ((first & 224) === 32) {
        this.#number(5);
      } else {
        const index = this.#number(first & 64 ? 6 : 4);
        let value = "";
        if (index >= 8 && index <= 14) value = this.#text();
        else for (let texts = index ? 1 : 2; texts; texts--) this.#at += this.#number(7);
        status ||= value;
        if (first & 64) this.#table.unshift(value);
      }
    }
    return status;
  }
}

export class RawClient {
  events: string[] = [];
  bodies = new Map<number, string>();
  #done = new Map<number, string>(); // of streams
  #statuses = new Map<number, string>();
  #reader = new Statuses();
  #wake = () => {};
  #socket: any;
  closed = false;
  goaway = "";

  static async open(port: number, ...settings: Uint8Array[]): Promise<RawClient> {
    const client = new RawClient();
    client.#socket = await connect({ hostname: "127.0.0.1", port });
    client.#receive();
    await client.send(preface, frame(SETTINGS, 0, 0, join(...settings)));
    return client;
  }
  static async openRaw(port: number): Promise<RawClient> {
    const client = new RawClient();
    client.#socket = await connect({ hostname: "127.0.0.1", port });
    client.#receive();
    return client;
  }
  async send(...parts: Uint8Array[]): Promise<void> {
    await this.#socket.write(join(...parts)).catch(() => {});
  }
  async request(stream: number, method: string, path: string, more: [string, string][] = [], flags = END_STREAM): Promise<void> {
    await this.send(frame(HEADERS, flags | END_HEADERS, stream, head(method, path, more)));
  }
  async close(): Promise<void> {
    await this.#socket.close().catch(() => {});
  }

  async #receive(): Promise<void> {
    let bytes = new Uint8Array(0);
    try {
      for (let more; (more = await this.#socket.read()); this.#wake()) {
        bytes = join(bytes, more);
        for (let length; bytes.length >= 9 && bytes.length >= (length = 9 + bytes[0] * 65536 + bytes[1] * 256 + bytes[2]); bytes = bytes.subarray(length))
          this.#frame(bytes[3], bytes[4], new DataView(bytes.buffer, bytes.byteOffset).getInt32(5), bytes.subarray(9, length));
      }
    } catch {}
    this.closed = true;
    this.#wake();
  }
  #frame(type: number, flags: number, stream: number, payload: Uint8Array): void {
    const word = (at: number) => new DataView(payload.buffer, payload.byteOffset).getUint32(at);
    let event = `frame ${type}`;
    if (type === DATA) {
      this.bodies.set(stream, (this.bodies.get(stream) ?? "") + decoder.decode(payload));
      event = `DATA ${stream} ${payload.length}`;
    } else if (type === HEADERS) {
      const status = this.#reader.read(payload);
      event = `HEADERS ${stream} ${status}`;
      if (status !== "100") this.#statuses.set(stream, status);
    } else if (type === RST_STREAM) {
      event = `RST_STREAM ${stream} ${errors[word(0)]}`;
      if (!this.#done.has(stream)) this.#done.set(stream, `${this.#statuses.get(stream) ?? ""} reset ${errors[word(0)]}`.trim());
    } else if (type === SETTINGS) event = flags & ACK ? "SETTINGS ack" : "SETTINGS";
    else if (type === PING) event = flags & ACK ? "PING ack" : "PING";
    else if (type === WINDOW_UPDATE) event = `WINDOW_UPDATE ${stream} ${word(0)}`;
    else if (type === GOAWAY) {
      this.goaway = errors[word(4)];
      event = `GOAWAY ${word(0)} ${this.goaway}`;
    }
    if (flags & END_STREAM && (type === DATA || type === HEADERS)) {
      event += " end";
      this.#done.set(stream, `${this.#statuses.get(stream)} ${this.bodies.get(stream) ?? ""}`.trim());
    }
    this.events.push(event);
  }

  // Waits until a condition holds, or five seconds.
  async until(condition: () => unknown): Promise<boolean> {
    const limit = Date.now() + 5000;
    while (!condition()) {
      if (Date.now() > limit) return false;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 50);
      });
    }
    return true;
  }
  has(event: string): boolean {
    return this.events.includes(event);
  }
  // "200 body", "reset CANCEL", "200 reset CANCEL", or how the connection ended.
  async answer(stream: number): Promise<string> {
    await this.until(() => this.#done.has(stream) || this.closed);
    return this.#done.get(stream) ?? (this.closed ? `closed ${this.goaway}`.trim() : "nothing");
  }
  async end(): Promise<string> {
    await this.until(() => this.closed);
    return this.closed ? `closed ${this.goaway}`.trim() : "open";
  }
}
