// SPDX-License-Identifier: MIT
// node:buffer: Buffer, a Uint8Array that knows encodings (https://nodejs.org/api/buffer.html).

const { decode, encode, inspect, isEncoding } = require("mote:internal");

function badArgument(name: string, expected: string, value: unknown): TypeError {
  const error = new TypeError(`The "${name}" argument must be ${expected}. Received ${inspect(value)}`);
  return Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
}

function checkEncoding(encoding: unknown): string {
  if (encoding === undefined || encoding === null || encoding === "") return "utf8";
  if (isEncoding(encoding)) return encoding as string;
  throw Object.assign(new TypeError(`Unknown encoding: ${encoding}`), { code: "ERR_UNKNOWN_ENCODING" });
}

class Buffer extends Uint8Array {
  static poolSize = 8192;

  static from(value: any, encodingOrOffset?: any, length?: number): Buffer {
    if (typeof value === "string") return new Buffer(encode(value, checkEncoding(encodingOrOffset)));
    if (value instanceof ArrayBuffer) return new Buffer(value, encodingOrOffset, length);
    if (value === null || typeof value !== "object")
      throw badArgument("first argument", "of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object", value);
    if (value.type === "Buffer" && Array.isArray(value.data)) return Buffer.from(value.data);
    const primitive = value.valueOf();
    if (primitive !== value && typeof primitive === "string") return Buffer.from(primitive, encodingOrOffset);
    const result = new Buffer(value.length ?? 0);
    for (let i = 0; i < result.length; i++) result[i] = value[i];
    return result;
  }

  static alloc(size: number, fill?: any, encoding?: string): Buffer {
    const result = new Buffer(size);
    return fill === undefined || fill === 0 ? result : result.fill(fill, encoding as any);
  }
  static allocUnsafe(size: number): Buffer {
    return new Buffer(size);
  }
  static allocUnsafeSlow(size: number): Buffer {
    return new Buffer(size);
  }

  static isBuffer(value: unknown): boolean {
    return value instanceof Buffer;
  }
  static isEncoding(encoding: unknown): boolean {
    return isEncoding(encoding);
  }

  static byteLength(value: any, encoding?: string): number {
    return typeof value === "string" ? encode(value, checkEncoding(encoding)).byteLength : value.byteLength;
  }

  static concat(list: Uint8Array[], total?: number): Buffer {
    if (!Array.isArray(list)) throw badArgument("list", "an instance of Array", list);
    const length = total ?? list.reduce((sum, part) => sum + part.length, 0);
    const result = new Buffer(length);
    let at = 0;
    for (const part of list) {
      if (at >= length) break;
      const room = part.length > length - at ? part.subarray(0, length - at) : part;
      result.set(room, at);
      at += room.length;
    }
    return result;
  }

  static compare(a: Uint8Array, b: Uint8Array): number {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return Math.sign(a.length - b.length);
  }

  get parent(): ArrayBufferLike {
    return this.buffer;
  }

  // @ts-ignore: Uint8Array's has no parameters
  toString(encoding?: string, start = 0, end = this.length): string {
    return decode(this, checkEncoding(encoding), Math.max(0, start), end);
  }
  toLocaleString(encoding?: any): string {
    return this.toString(encoding);
  }
  toJSON(): { type: string; data: number[] } {
    return { type: "Buffer", data: Array.from(this) };
  }

  equals(other: Uint8Array): boolean {
    return Buffer.compare(this, other) === 0;
  }
  compare(other: Uint8Array, start = 0, end = other.length, from = 0, to = this.length): number {
    return Buffer.compare(this.subarray(from, to), other.subarray(start, end));
  }

  write(text: string, offset: any = 0, length: any = this.length - offset, encoding?: any): number {
    if (typeof offset === "string") [encoding, offset, length] = [offset, 0, this.length];
    else if (typeof length === "string") [encoding, length] = [length, this.length - offset];
    const bytes = new Uint8Array(encode(text, checkEncoding(encoding)));
    const count = Math.min(bytes.length, length, this.length - offset);
    this.set(bytes.subarray(0, count), offset);
    return count;
  }

  copy(target: Uint8Array, at = 0, start = 0, end = this.length): number {
    const part = this.subarray(start, Math.min(end, start + Math.max(0, target.length - at)));
    target.set(part, at);
    return part.length;
  }

  // @ts-ignore: Uint8Array's takes numbers only
  fill(value: any, start?: any, end?: any, encoding?: any): this {
    if (typeof start === "string") [encoding, start] = [start, undefined];
    else if (typeof end === "string") [encoding, end] = [end, undefined];
    if (typeof value === "number") {
      super.fill(value, start, end);
      return this;
    }
    const bytes = typeof value === "string" ? new Uint8Array(encode(value, checkEncoding(encoding))) : value;
    const from = start ?? 0, to = end ?? this.length;
    if (bytes.length === 0) super.fill(0, from, to);
    for (let i = from; i < to && bytes.length; i++) this[i] = bytes[(i - from) % bytes.length];
    return this;
  }

  // Bytes, a number or text; -1: not there.
  #find(value: any, start: any, encoding: any, last: boolean): number {
    if (typeof start === "string") [encoding, start] = [start, undefined];
    if (typeof value === "number")
      return last ? super.lastIndexOf(value & 255, start ?? this.length) : super.indexOf(value & 255, start);
    const bytes = typeof value === "string" ? new Uint8Array(encode(value, checkEncoding(encoding))) : value;
    let from = start === undefined ? (last ? this.length : 0) : Math.trunc(start);
    if (from < 0) from += this.length;
    const step = last ? -1 : 1;
    for (let i = last ? Math.min(from, this.length - bytes.length) : Math.max(0, from); i >= 0 && i + bytes.length <= this.length; i += step) {
      let k = 0;
      while (k < bytes.length && this[i + k] === bytes[k]) k++;
      if (k === bytes.length) return i;
    }
    return -1;
  }
  // @ts-ignore
  indexOf(value: any, start?: any, encoding?: string): number {
    return this.#find(value, start, encoding, false);
  }
  // @ts-ignore
  lastIndexOf(value: any, start?: any, encoding?: string): number {
    return this.#find(value, start, encoding, true);
  }
  // @ts-ignore
  includes(value: any, start?: any, encoding?: string): boolean {
    return this.#find(value, start, encoding, false) >= 0;
  }

  // A view, unlike Uint8Array's slice.
  slice(start?: number, end?: number): Buffer {
    return this.subarray(start, end) as Buffer;
  }

  #swap(size: number): this {
    for (let i = 0; i + size <= this.length; i += size) this.subarray(i, i + size).reverse();
    return this;
  }
  swap16(): this {
    return this.#swap(2);
  }
  swap32(): this {
    return this.#swap(4);
  }
  swap64(): this {
    return this.#swap(8);
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const shown = this.toString("hex", 0, 50);
    const pairs: string[] = [];
    for (let i = 0; i < shown.length; i += 2) pairs.push(shown.slice(i, i + 2));
    const rest = this.length - 50;
    return `<${this.constructor.name}${pairs.map((pair) => " " + pair).join("")}${rest > 0 ? ` ... ${rest} more byte${rest > 1 ? "s" : ""}` : ""}>`;
  }
}

// readInt16LE(offset) and its kin, over a DataView.
type Numbers = "Int8" | "Uint8" | "Int16" | "Uint16" | "Int32" | "Uint32" | "Float32" | "Float64" | "BigInt64" | "BigUint64";

function rangeCheck(buffer: Buffer, offset: number, size: number): void {
  if (typeof offset !== "number") throw badArgument("offset", "of type number", offset);
  if (Number.isInteger(offset) && offset >= 0 && offset + size <= buffer.length) return;
  const text = `The value of "offset" is out of range. It must be >= 0 and <= ${buffer.length - size}. Received ${offset}`;
  throw Object.assign(new RangeError(text), { code: "ERR_OUT_OF_RANGE" });
}

function defineNumber(name: string, type: Numbers, size: number, little: boolean): void {
  const view = (buffer: Buffer): any => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const read = function (this: Buffer, offset = 0) {
    rangeCheck(this, offset, size);
    return view(this)[`get${type}`](offset, little);
  };
  const write = function (this: Buffer, value: any, offset = 0) {
    rangeCheck(this, offset, size);
    view(this)[`set${type}`](offset, value, little);
    return offset + size;
  };
  for (const alias of name.includes("UInt") ? [name, name.replace("UInt", "Uint")] : [name]) {
    Object.defineProperty(Buffer.prototype, `read${alias}`, { value: read, writable: true, configurable: true });
    Object.defineProperty(Buffer.prototype, `write${alias}`, { value: write, writable: true, configurable: true });
  }
}

defineNumber("Int8", "Int8", 1, true);
defineNumber("UInt8", "Uint8", 1, true);
for (const [end, little] of [["LE", true], ["BE", false]] as const) {
  defineNumber("Int16" + end, "Int16", 2, little);
  defineNumber("UInt16" + end, "Uint16", 2, little);
  defineNumber("Int32" + end, "Int32", 4, little);
  defineNumber("UInt32" + end, "Uint32", 4, little);
  defineNumber("Float" + end, "Float32", 4, little);
  defineNumber("Double" + end, "Float64", 8, little);
  defineNumber("BigInt64" + end, "BigInt64", 8, little);
  defineNumber("BigUInt64" + end, "BigUint64", 8, little);
}

module.exports = {
  Buffer,
  get Blob() {
    return require("mote:internal/blob").Blob;
  },
  get File() {
    return require("mote:internal/blob").File;
  },
  constants: { MAX_LENGTH: 2 ** 33, MAX_STRING_LENGTH: 536870888 },
  kMaxLength: 2 ** 33,
};
