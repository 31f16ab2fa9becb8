// SPDX-License-Identifier: MIT
// TextEncoder, TextDecoder (https://encoding.spec.whatwg.org/, of whose encodings UTF-8, UTF-16 and
// windows-1252 are here), atob and btoa (https://html.spec.whatwg.org/multipage/webappapis.html#atob).

const internal = require("mote:internal");
const { DOMException } = require("mote:internal/dom_exception");

// ---- TextEncoder ------------------------------------------------------------------

class TextEncoder {
  get encoding(): string {
    return "utf-8";
  }
  encode(text: unknown = ""): Uint8Array {
    return new Uint8Array(internal.encode(`${text}`, "utf8"));
  }
  // As many whole characters as there is room for.
  encodeInto(text: unknown, target: Uint8Array): { read: number; written: number } {
    const source = `${text}`;
    if (!(target instanceof Uint8Array)) {
      const error = new TypeError('The "dest" argument must be an instance of Uint8Array.');
      throw Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
    }
    const bytes = new Uint8Array(internal.encode(source, "utf8"));
    let written = Math.min(bytes.length, target.length);
    while (written < bytes.length && written > 0 && (bytes[written] & 0xc0) === 0x80) written--;
    target.set(bytes.subarray(0, written));
    const read = written === bytes.length ? source.length : internal.decode(bytes, "utf8", 0, written).length;
    return { read, written };
  }
}

// ---- TextDecoder ------------------------------------------------------------------

const LABELS: Record<string, string[]> = {
  "utf-8": ["unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "utf-8", "utf8", "x-unicode20utf8"],
  "utf-16le": ["csunicode", "iso-10646-ucs-2", "ucs-2", "unicode", "unicodefeff", "utf-16", "utf-16le"],
  "utf-16be": ["unicodefffe", "utf-16be"],
  "windows-1252": ["ansi_x3.4-1968", "ascii", "cp1252", "cp819", "csisolatin1", "ibm819", "iso-8859-1", "iso-ir-100", "iso8859-1",
    "iso88591", "iso_8859-1", "iso_8859-1:1987", "l1", "latin1", "us-ascii", "windows-1252", "x-cp1252"],
};
const ENCODINGS = new Map(Object.entries(LABELS).flatMap(([name, labels]) => labels.map((label) => [label, name])));

// What windows-1252 has for the bytes 80 to 9F.
const C1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function bytesOf(input: any): Uint8Array {
  if (input === undefined) return new Uint8Array(0);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  const kind = Object.prototype.toString.call(input);
  if (kind === "[object ArrayBuffer]" || kind === "[object SharedArrayBuffer]") return new Uint8Array(input);
  const error = new TypeError('The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
  throw Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

// How many bytes at the end begin a character that is not complete.
function openUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const wanted = byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    if (wanted <= back || byte > 0xf4) return 0;
    // The second byte may make the sequence wrong already; then it is no beginning.
    return internal.decode(bytes, "utf8", bytes.length - back, bytes.length).length > 1 ? 0 : back;
  }
  return 0;
}

function openUtf16(bytes: Uint8Array, bigEndian: boolean): number {
  const odd = bytes.length % 2;
  const high = bytes[bytes.length - odd - (bigEndian ? 2 : 1)];
  return bytes.length > 1 && high >= 0xd8 && high <= 0xdb ? 2 + odd : odd;
}

// Whether a text decoded from UTF-8 has replacement characters only where the bytes have them.
function isTrue(text: string, bytes: Uint8Array): boolean {
  if (!text.includes("\ufffd")) return true;
  const again = new Uint8Array(internal.encode(text, "utf8"));
  return again.length === bytes.length && again.every((byte, i) => byte === bytes[i]);
}

class TextDecoder {
  #encoding: string;
  #fatal: boolean;
  #ignoreBom: boolean;
  #rest = new Uint8Array(0); // of the call before
  #started = false; // past the byte order mark

  constructor(label: unknown = "utf-8", options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    const name = ENCODINGS.get(`${label}`.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, "").toLowerCase());
    if (name === undefined)
      throw Object.assign(new RangeError(`The "${label}" encoding is not supported`), { code: "ERR_ENCODING_NOT_SUPPORTED" });
    this.#encoding = name;
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBom = Boolean(options?.ignoreBOM);
  }
  get encoding(): string {
    return this.#encoding;
  }
  get fatal(): boolean {
    return this.#fatal;
  }
  get ignoreBOM(): boolean {
    return this.#ignoreBom;
  }

  decode(input?: unknown, options?: { stream?: boolean }): string {
    let bytes = concat(this.#rest, bytesOf(input));
    const stream = Boolean(options?.stream);
    const open = stream ? this.#open(bytes) : 0;
    this.#rest = bytes.slice(bytes.length - open);
    bytes = bytes.subarray(0, bytes.length - open);
    let text = this.#text(bytes);
    if (!this.#started && text.length > 0) {
      this.#started = true;
      if (!this.#ignoreBom && this.#encoding !== "windows-1252" && text[0] === "\ufeff") text = text.slice(1);
    }
    if (!stream) this.#started = false;
    return text;
  }

  #open(bytes: Uint8Array): number {
    if (this.#encoding === "utf-8") return openUtf8(bytes);
    return this.#encoding === "windows-1252" ? 0 : openUtf16(bytes, this.#encoding === "utf-16be");
  }
  #text(bytes: Uint8Array): string {
    switch (this.#encoding) {
      case "utf-8": {
        const text: string = internal.decode(bytes, "utf8", 0, bytes.length);
        if (this.#fatal && !isTrue(text, bytes)) this.#refuse();
        return text;
      }
      case "windows-1252":
        return internal.decode(bytes, "latin1", 0, bytes.length).replace(/[\x80-\x9f]/g, (c: string) => C1[c.charCodeAt(0) - 0x80]);
      default:
        return this.#utf16(bytes);
    }
  }
  #utf16(bytes: Uint8Array): string {
    const whole = bytes.slice(0, bytes.length & ~1);
    if (this.#encoding === "utf-16be")
      for (let i = 0; i < whole.length; i += 2) [whole[i], whole[i + 1]] = [whole[i + 1], whole[i]];
    const text: string = internal.decode(whole, "utf16le", 0, whole.length);
    const isWhole = whole.length === bytes.length;
    if (this.#fatal && !(isWhole && (text as any).isWellFormed())) this.#refuse();
    return (text as any).toWellFormed() + (isWhole ? "" : "\ufffd");
  }
  #refuse(): never {
    this.#rest = new Uint8Array(0);
    this.#started = false;
    const error = new TypeError(`The encoded data was not valid for encoding ${this.#encoding}`);
    throw Object.assign(error, { code: "ERR_ENCODING_INVALID_ENCODED_DATA" });
  }
}

for (const [constructor, name] of [[TextEncoder, "TextEncoder"], [TextDecoder, "TextDecoder"]] as const)
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: name, configurable: true });

// ---- base64 -----------------------------------------------------------------------

function invalid(message: string): never {
  throw new DOMException(message, "InvalidCharacterError");
}

function btoa(...args: unknown[]): string {
  if (args.length === 0) throw Object.assign(new TypeError('The "data" argument must be specified'), { code: "ERR_MISSING_ARGS" });
  const text = `${args[0]}`;
  if (/[^\0-\xff]/.test(text)) invalid("Invalid character");
  const bytes = internal.encode(text, "latin1");
  return internal.decode(new Uint8Array(bytes), "base64", 0, bytes.byteLength);
}

function atob(...args: unknown[]): string {
  if (args.length === 0) throw Object.assign(new TypeError('The "data" argument must be specified'), { code: "ERR_MISSING_ARGS" });
  let text = `${args[0]}`.replace(/[\t\n\f\r ]/g, "");
  if (text.length % 4 === 0) text = text.replace(/={1,2}$/, "");
  if (/[^A-Za-z0-9+/]/.test(text)) invalid("Invalid character");
  if (text.length % 4 === 1) invalid("The string to be decoded is not correctly encoded.");
  const bytes = internal.encode(text, "base64");
  return internal.decode(new Uint8Array(bytes), "latin1", 0, bytes.byteLength);
}

module.exports = { TextEncoder, TextDecoder, atob, btoa };
