// SPDX-License-Identifier: MIT
// node:crypto (https://nodejs.org/api/crypto.html): what packages use most of it: random values, hashes, MACs, webcrypto.

const { crypto, getRandomValues, randomUUID } = require("mote:internal/crypto");
const operations = require("mote:internal/crypto_operations");
const { decode, encode, inspect, isEncoding } = require("mote:internal");
const { Buffer } = require("buffer");

function badArgument(name: string, expected: string, value: unknown): TypeError {
  const error = new TypeError(`The "${name}" argument must be ${expected}. Received ${value === undefined ? "undefined" : inspect(value)}`);
  return Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
}

function outOfRange(name: string, range: string, value: unknown): RangeError {
  return Object.assign(new RangeError(`The value of "${name}" is out of range. It must be ${range}. Received ${inspect(value)}`), { code: "ERR_OUT_OF_RANGE" });
}

// Strings in an encoding, or bytes as they are.
function toBytes(value: any, encoding: any, name: string): any {
  if (typeof value === "string") return encode(value, isEncoding(encoding) ? encoding : "utf8");
  if (operations.isBufferSource(value)) return value;
  throw badArgument(name, "of type string or an instance of Buffer, TypedArray, or DataView", value);
}

// ---- random values ----------------------------------------------------------------

const QUOTA = 65536;

// Fills the bytes of a view from one number up to another.
function fill(bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at += QUOTA) getRandomValues(bytes.subarray(at, Math.min(at + QUOTA, to)));
}

// A Buffer of so many random bytes; with a callback, it is given it later.
function randomBytes(size: number, callback?: (error: Error | null, bytes: any) => void): any {
  if (typeof size !== "number") throw badArgument("size", "of type number", size);
  if (!(size >= 0 && size <= 2147483647)) throw outOfRange("size", ">= 0 && <= 2147483647", size);
  if (callback !== undefined && typeof callback !== "function") throw badArgument("callback", "of type function", callback);
  const bytes = Buffer.alloc(size);
  fill(bytes, 0, bytes.length);
  if (!callback) return bytes;
  setImmediate(callback, null, bytes);
}

function randomFillSync(target: any, offset: number = 0, size?: number): any {
  if (!operations.isBufferSource(target)) throw badArgument("buf", "an instance of ArrayBuffer, Buffer, TypedArray, or DataView", target);
  const bytes = ArrayBuffer.isView(target) ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength) : new Uint8Array(target);
  const unit = (target as any).BYTES_PER_ELEMENT ?? 1;
  const from = offset * unit, to = size === undefined ? bytes.length : from + size * unit;
  if (!(from >= 0 && from <= bytes.length)) throw outOfRange("offset", `>= 0 && <= ${bytes.length / unit}`, offset);
  if (!(to >= from && to <= bytes.length)) throw outOfRange("size + offset", `<= ${bytes.length / unit}`, to / unit);
  fill(bytes, from, to);
  return target;
}

function randomFill(target: any, ...rest: any[]): void {
  const callback = rest.pop();
  if (typeof callback !== "function") throw badArgument("callback", "of type function", callback);
  setImmediate(callback, null, randomFillSync(target, ...rest));
}

const INT_RANGE = 2 ** 48;

// An integer from min (0 where it is left out) up to, but not, max; each as likely as the others.
function randomInt(min: number, max?: any, callback?: (error: Error | null, value: number) => void): number | undefined {
  if (max === undefined || typeof max === "function") [min, max, callback] = [0, min, max];
  if (!Number.isSafeInteger(min)) throw badArgument("min", "a safe integer", min);
  if (!Number.isSafeInteger(max)) throw badArgument("max", "a safe integer", max);
  const range = max - min;
  if (!(range > 0)) throw outOfRange("max", `greater than the value of "min" (${min})`, max);
  if (range >= INT_RANGE) throw outOfRange("max - min", `<= ${INT_RANGE - 1}`, range);
  const limit = INT_RANGE - (INT_RANGE % range);
  let value: number;
  do {
    const words = getRandomValues(new Uint32Array(2));
    value = words[0] * 65536 + (words[1] & 65535);
  } while (value >= limit);
  const result = min + (value % range);
  if (!callback) return result;
  setImmediate(callback, null, result);
}

// ---- hashes and MACs --------------------------------------------------------------

function finalized(): Error {
  return Object.assign(new Error("Digest already called"), { code: "ERR_CRYPTO_HASH_FINALIZED" });
}

// A digest in the encoding that is asked for, or a Buffer.
function output(bytes: ArrayBuffer, encoding: any): any {
  if (encoding === undefined || encoding === "buffer" || !isEncoding(encoding)) return Buffer.from(bytes);
  return decode(new Uint8Array(bytes), encoding, 0, bytes.byteLength);
}

class Hash {
  #state: any;
  #isOver = false;

  constructor(state: any) {
    this.#state = state;
  }
  update(data: any, encoding?: string): this {
    if (this.#isOver) throw finalized();
    operations.hashUpdate(this.#state, toBytes(data, encoding, "data"));
    return this;
  }
  digest(encoding?: string): any {
    if (this.#isOver) throw finalized();
    this.#isOver = true;
    return output(operations.hashDigest(this.#state), encoding);
  }
  // Another hash that goes on from here.
  copy(): Hash {
    if (this.#isOver) throw finalized();
    return new Hash(operations.hashCopy(this.#state));
  }
}

class Hmac {
  #state: any;
  #isOver = false;

  constructor(state: any) {
    this.#state = state;
  }
  update(data: any, encoding?: string): this {
    if (this.#isOver) throw finalized();
    operations.hashUpdate(this.#state, toBytes(data, encoding, "data"));
    return this;
  }
  // A second time it is empty, as in Node.
  digest(encoding?: string): any {
    const bytes = this.#isOver ? new ArrayBuffer(0) : operations.hashDigest(this.#state);
    this.#isOver = true;
    return output(bytes, encoding);
  }
}

function createHash(algorithm: string): Hash {
  if (typeof algorithm !== "string") throw badArgument("algorithm", "of type string", algorithm);
  const state = operations.hashNew(algorithm);
  if (state === undefined) throw new Error("Digest method not supported");
  return new Hash(state);
}

function createHmac(algorithm: string, key: any): Hmac {
  if (typeof algorithm !== "string") throw badArgument("hmac", "of type string", algorithm);
  if (typeof key !== "string" && !operations.isBufferSource(key))
    throw badArgument("key", "of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey", key);
  const state = operations.hashNew(algorithm, toBytes(key, "utf8", "key"));
  if (state === undefined) throw Object.assign(new TypeError(`Invalid digest: ${algorithm}`), { code: "ERR_CRYPTO_INVALID_DIGEST" });
  return new Hmac(state);
}

// The digest of some data at once, as a string in hex or another encoding, or as a Buffer.
function hash(algorithm: string, data: any, encoding: string = "hex"): any {
  return createHash(algorithm).update(data).digest(encoding);
}

function getHashes(): string[] {
  return ["md5", "ripemd160", "sha1", "sha224", "sha256", "sha3-224", "sha3-256", "sha3-384", "sha3-512", "sha384", "sha512", "sha512-224", "sha512-256"];
}

// Compares in a time that does not depend on where the bytes differ.
function timingSafeEqual(a: any, b: any): boolean {
  for (const [name, value] of [["buf1", a], ["buf2", b]])
    if (!operations.isBufferSource(value)) throw badArgument(name, "an instance of ArrayBuffer, Buffer, TypedArray, or DataView", value);
  if (a.byteLength !== b.byteLength)
    throw Object.assign(new RangeError("Input buffers must have the same byte length"), { code: "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH" });
  return operations.equalBytes(a, b);
}

module.exports = {
  webcrypto: crypto,
  get subtle() {
    return crypto.subtle;
  },
  getRandomValues: (array: any) => getRandomValues(array),
  randomUUID: () => randomUUID(),
  randomBytes, randomFill, randomFillSync, randomInt, createHash, createHmac, hash, getHashes, timingSafeEqual, Hash, Hmac,
};
