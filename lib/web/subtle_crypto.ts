// SPDX-License-Identifier: MIT
// SubtleCrypto (https://w3c.github.io/webcrypto/#subtlecrypto-interface): its methods, with their arguments and the order
// of checks. What is done to the bytes is in C (src/runtime/crypto/).

const operations = require("mote:internal/crypto_operations");
const { decode, encode } = require("mote:internal");
const { defineInspection, expose, requireArguments } = require("mote:internal/web_idl");
const { fail, isObject, normalize, toIdentifier, toInteger, typeError, LONG } = require("mote:internal/crypto_algorithms");
const keys = require("mote:internal/crypto_keys");
const { CryptoKey } = require("mote:internal/crypto");

type Algorithm = { name: string; [member: string]: any };

// ---- arguments --------------------------------------------------------------------

const ORDINALS = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th"];
const FORMATS: Record<string, boolean> = { __proto__: null as any, raw: true, spki: true, pkcs8: true, jwk: true };

function wrongArgument(method: string, index: number, what: string): never {
  typeError("ERR_INVALID_ARG_TYPE", `Failed to execute '${method}' on 'SubtleCrypto': ${ORDINALS[index]} argument ${what}`);
}

function begin(self: unknown, present: number, count: number, method: string): void {
  if (self !== subtle) typeError("ERR_INVALID_THIS", 'Value of "this" must be of type SubtleCrypto');
  if (present < count) requireArguments(present, count, `${method}' on 'SubtleCrypto`);
}

function toBytes(value: any, method: string, index: number): any {
  if (operations.isBufferSource(value)) return value;
  wrongArgument(method, index, "is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.");
}

function toKey(value: any, method: string, index: number): any {
  if (operations.isKey(value)) return value;
  wrongArgument(method, index, "is not of type CryptoKey.");
}

function toFormat(value: any, method: string, index: number): string {
  const format = `${value}`;
  if (FORMATS[format]) return format;
  wrongArgument(method, index, `value '${format}' is not a valid enum value of type KeyFormat.`);
}

function toUsages(value: any, method: string, index: number): number {
  let usages = 0;
  if (!isObject(value) || value[Symbol.iterator] == null) wrongArgument(method, index, "can not be converted to sequence.");
  for (const item of value) {
    const usage = keys.USAGES[`${item}`];
    if (usage === undefined) wrongArgument(method, index, `value '${item}' is not a valid enum value of type KeyUsage.`);
    usages |= usage;
  }
  return usages;
}

function toStrings(value: any, what: string): string[] {
  if (!isObject(value) || value[Symbol.iterator] == null) typeError("ERR_INVALID_ARG_TYPE", `${what} can not be converted to sequence.`);
  const strings: string[] = [];
  for (const item of value) strings[strings.length] = `${item}`;
  return strings;
}

const JWK_MEMBERS = ["alg", "crv", "d", "dp", "dq", "e", "ext", "k", "key_ops", "kty", "n", "oth", "p", "q", "qi", "use", "x", "y"];

// A JsonWebKey dictionary, without a prototype.
function readJwk(source: any): any {
  const jwk: any = { __proto__: null };
  for (let i = 0; i < JWK_MEMBERS.length; i++) {
    const name = JWK_MEMBERS[i];
    const value = source?.[name];
    if (value === undefined) continue;
    if (name === "ext") jwk.ext = !!value;
    else if (name === "key_ops") jwk.key_ops = toStrings(value, "key_ops");
    else if (name === "oth") jwk.oth = value;
    else jwk[name] = `${value}`;
  }
  return jwk;
}

function toKeyData(value: any): any {
  if (operations.isBufferSource(value)) return value;
  if (isObject(value) || value === null || value === undefined) return readJwk(value);
  wrongArgument("importKey", 1, "can not be converted to a JsonWebKey dictionary, nor is it an instance of ArrayBuffer, Buffer, TypedArray, or DataView.");
}

// ---- operations -------------------------------------------------------------------

const isTagLength = (bits: number): boolean => bits === 32 || bits === 64 || (bits >= 96 && bits <= 128 && bits % 8 === 0);

async function cipher(algorithm: Algorithm, key: any, data: any, encrypt: boolean): Promise<ArrayBuffer> {
  const { name, iv, counter, additionalData, length } = algorithm;
  const tagLength = algorithm.tagLength ?? 128;
  switch (name) {
    case "RSA-OAEP": return await operations.rsaOaep(key, encrypt, data, algorithm.label);
    case "AES-KW": return await operations.cipher(key, encrypt, data);
    case "AES-CBC":
      if (operations.byteLength(iv) !== 16) fail("OperationError", "algorithm.iv must contain exactly 16 bytes");
      return await operations.cipher(key, encrypt, data, iv);
    case "AES-CTR":
      if (operations.byteLength(counter) !== 16) fail("OperationError", "algorithm.counter must contain exactly 16 bytes");
      if (length === 0 || length > 128) fail("OperationError", "AES-CTR algorithm.length must be between 1 and 128");
      return await operations.cipher(key, encrypt, data, counter, undefined, undefined, length);
    default:
      if (!isTagLength(tagLength)) fail("OperationError", `${tagLength} is not a valid AES-GCM tag length`);
      return await operations.cipher(key, encrypt, data, iv, additionalData, tagLength);
  }
}

// A signature, or with one whether it is right.
async function sign(algorithm: Algorithm, key: any, data: any, signature?: any): Promise<any> {
  if (algorithm.name === "HMAC") return await operations.hmac(key, data, signature);
  return await operations.sign(key, data, algorithm.hash, algorithm.saltLength, signature);
}

function checkPeer(key: any, peer: any): void {
  const own = operations.keyDetails(key), other = operations.keyDetails(peer);
  if (own.type !== "private") fail("InvalidAccessError", "baseKey must be a private key");
  if (other.type !== "public") fail("InvalidAccessError", "algorithm.public must be a public key");
  if (own.name !== other.name) fail("InvalidAccessError", `algorithm.public must be a key of ${own.name}`);
  if (own.curve !== other.curve) fail("InvalidAccessError", "Named curve mismatch");
}

async function derive(algorithm: Algorithm, key: any, length: number | null): Promise<ArrayBuffer> {
  if (algorithm.public) {
    checkPeer(key, algorithm.public);
    return await operations.deriveBits(key, length, algorithm.public);
  }
  if (length === null || length % 8 !== 0) fail("OperationError", "length must be a multiple of 8");
  if (algorithm.iterations === 0) fail("OperationError", "iterations cannot be zero");
  return await operations.deriveBits(key, length, undefined, algorithm.hash, algorithm.salt, algorithm.info, algorithm.iterations);
}

// ---- wrapping ---------------------------------------------------------------------

// Normalised for the one operation or, where that fails, for the other.
function normalizeEither(identifier: any, operation: string, other: string): Algorithm {
  try {
    return normalize(identifier, operation);
  } catch {
    return normalize(identifier, other);
  }
}

// The JSON of a JWK, whose strings need no escapes. AES-KW wants bytes in eights: spaces at the end are no part of it.
function jwkToBytes(jwk: any, wrapping: string): ArrayBuffer {
  let text = "";
  for (const name in jwk) {
    const value = jwk[name];
    let json = typeof value === "string" ? `"${value}"` : `${value}`;
    if (name === "key_ops") {
      json = "";
      for (let i = 0; i < value.length; i++) json += `${i ? "," : ""}"${value[i]}"`;
      json = `[${json}]`;
    }
    text += `${text ? "," : "{"}"${name}":${json}`;
  }
  text += "}";
  if (wrapping === "AES-KW") while (text.length % 8 !== 0) text += " ";
  return encode(text, "utf8");
}

const { parse } = JSON;
const { setPrototypeOf } = Object;

// #concept-parse-a-jwk
function bytesToJwk(bytes: ArrayBuffer): any {
  let object: any;
  try {
    object = parse(decode(bytes, "utf8", 0, operations.byteLength(bytes)));
  } catch {
    fail("DataError", "Invalid wrapped JWK key");
  }
  if (!isObject(object)) fail("DataError", "Invalid wrapped JWK key");
  const jwk = readJwk(setPrototypeOf(object, null));
  if (jwk.kty === undefined) fail("DataError", 'The wrapped JWK key has no "kty" Parameter');
  return jwk;
}

// What encrypt, decrypt, sign and verify begin with, in the standard's order: their arguments, which are an algorithm, a
// key, and bytes from the third on; then whether the key is for it.
function prepare(self: any, given: IArguments, operation: string, usage: number): any {
  const count = operation === "verify" ? 4 : 3;
  begin(self, given.length, count, operation);
  const identifier = toIdentifier(given[0]);
  toKey(given[1], operation, 1);
  for (let i = 2; i < count; i++) toBytes(given[i], operation, i);
  const normalized = normalize(identifier, operation);
  operations.checkKey(given[1], normalized.name, usage);
  return normalized;
}

// ---- the interface ----------------------------------------------------------------

class SubtleCrypto {
  constructor() {
    if (subtle !== undefined) typeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
  }
  // AES-CBC, AES-CTR, AES-GCM, RSA-OAEP. The bytes are copied: they may be changed after the call.
  async encrypt(algorithm: any, key: any, data: BufferSource): Promise<ArrayBuffer> {
    const normalized = prepare(this, arguments, "encrypt", keys.ENCRYPT);
    return await cipher(normalized, key, data, true);
  }
  // Rejects with OperationError where the ciphertext is not what the key has encrypted.
  async decrypt(algorithm: any, key: any, data: BufferSource): Promise<ArrayBuffer> {
    const normalized = prepare(this, arguments, "decrypt", keys.DECRYPT);
    return await cipher(normalized, key, data, false);
  }
  // HMAC, RSASSA-PKCS1-v1_5, RSA-PSS, ECDSA, Ed25519.
  async sign(algorithm: any, key: any, data: BufferSource): Promise<ArrayBuffer> {
    const normalized = prepare(this, arguments, "sign", keys.SIGN);
    return await sign(normalized, key, data);
  }
  // Whether the signature is right.
  async verify(algorithm: any, key: any, signature: BufferSource, data: BufferSource): Promise<boolean> {
    const normalized = prepare(this, arguments, "verify", keys.VERIFY);
    return await sign(normalized, key, data, signature);
  }
  // SHA-1, SHA-256, SHA-384, SHA-512, and SHA3-256, SHA3-384, SHA3-512.
  async digest(algorithm: any, data: BufferSource): Promise<ArrayBuffer> {
    begin(this, arguments.length, 2, "digest");
    const identifier = toIdentifier(algorithm);
    toBytes(data, "digest", 1);
    return await operations.digest(normalize(identifier, "digest").name, data);
  }
  // A CryptoKey, or a pair { publicKey, privateKey }.
  async generateKey(algorithm: any, extractable: boolean, keyUsages: Iterable<string>): Promise<any> {
    begin(this, arguments.length, 3, "generateKey");
    const identifier = toIdentifier(algorithm);
    const usages = toUsages(keyUsages, "generateKey", 2);
    return await keys.generate(normalize(identifier, "generateKey"), !!extractable, usages);
  }
  // A key for AES or HMAC, or for HKDF, out of a shared secret (ECDH, X25519), a key (HKDF) or a password (PBKDF2).
  async deriveKey(algorithm: any, baseKey: any, derivedKeyType: any, extractable: boolean, keyUsages: Iterable<string>): Promise<any> {
    begin(this, arguments.length, 5, "deriveKey");
    const identifier = toIdentifier(algorithm);
    toKey(baseKey, "deriveKey", 1);
    const type = toIdentifier(derivedKeyType);
    const usages = toUsages(keyUsages, "deriveKey", 4);
    const normalized = normalize(identifier, "deriveBits");
    const toImport = normalize(type, "importKey");
    const toMeasure = normalize(type, "get key length");
    operations.checkKey(baseKey, normalized.name, keys.DERIVE_KEY);
    const secret = await derive(normalized, baseKey, keys.keyLength(toMeasure));
    try {
      return await keys.importWith(toImport, "raw", secret, !!extractable, usages);
    } finally {
      operations.wipe(secret);
    }
  }
  // So many bits; null, where the algorithm has a natural number of them, all.
  async deriveBits(algorithm: any, baseKey: any, length: number | null = null): Promise<ArrayBuffer> {
    begin(this, arguments.length, 2, "deriveBits");
    const identifier = toIdentifier(algorithm);
    toKey(baseKey, "deriveBits", 1);
    const bits = length === null || length === undefined ? null : +length >>> 0;
    const normalized = normalize(identifier, "deriveBits");
    operations.checkKey(baseKey, normalized.name, keys.DERIVE_BITS);
    return await derive(normalized, baseKey, bits);
  }
  // format: "raw", "spki", "pkcs8", or "jwk", for which keyData is an object.
  async importKey(format: string, keyData: any, algorithm: any, extractable: boolean, keyUsages: Iterable<string>): Promise<any> {
    begin(this, arguments.length, 5, "importKey");
    const form = toFormat(format, "importKey", 0);
    const data = toKeyData(keyData);
    const identifier = toIdentifier(algorithm);
    const usages = toUsages(keyUsages, "importKey", 4);
    const normalized = normalize(identifier, "importKey");
    if ((form === "jwk") === operations.isBufferSource(data))
      wrongArgument("importKey", 1, form === "jwk" ? "is not a JsonWebKey." : "is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.");
    return await keys.importWith(normalized, form, data, !!extractable, usages);
  }
  // An ArrayBuffer or, for "jwk", an object. Rejects with InvalidAccessError if the key is not extractable.
  async exportKey(format: string, key: any): Promise<any> {
    begin(this, arguments.length, 2, "exportKey");
    const form = toFormat(format, "exportKey", 0);
    return keys.exportWith(form, toKey(key, "exportKey", 1));
  }
  // The key, exported and encrypted: AES-KW, AES-CBC, AES-CTR, AES-GCM, RSA-OAEP.
  async wrapKey(format: string, key: any, wrappingKey: any, wrapAlgorithm: any): Promise<ArrayBuffer> {
    begin(this, arguments.length, 4, "wrapKey");
    const form = toFormat(format, "wrapKey", 0);
    toKey(key, "wrapKey", 1);
    toKey(wrappingKey, "wrapKey", 2);
    const normalized = normalizeEither(toIdentifier(wrapAlgorithm), "wrapKey", "encrypt");
    operations.checkKey(wrappingKey, normalized.name, keys.WRAP_KEY);
    const exported = keys.exportWith(form, key);
    const bytes = form === "jwk" ? jwkToBytes(exported, normalized.name) : exported;
    try {
      return await cipher(normalized, wrappingKey, bytes, true);
    } finally {
      operations.wipe(bytes);
    }
  }
  async unwrapKey(
    format: string, wrappedKey: BufferSource, unwrappingKey: any, unwrapAlgorithm: any,
    unwrappedKeyAlgorithm: any, extractable: boolean, keyUsages: Iterable<string>,
  ): Promise<any> {
    begin(this, arguments.length, 7, "unwrapKey");
    const form = toFormat(format, "unwrapKey", 0);
    toBytes(wrappedKey, "unwrapKey", 1);
    toKey(unwrappingKey, "unwrapKey", 2);
    const identifier = toIdentifier(unwrapAlgorithm), keyIdentifier = toIdentifier(unwrappedKeyAlgorithm);
    const usages = toUsages(keyUsages, "unwrapKey", 6);
    const normalized = normalizeEither(identifier, "unwrapKey", "decrypt");
    const toImport = normalize(keyIdentifier, "importKey");
    operations.checkKey(unwrappingKey, normalized.name, keys.UNWRAP_KEY);
    const bytes = await cipher(normalized, unwrappingKey, wrappedKey, false);
    try {
      return await keys.importWith(toImport, form, form === "jwk" ? bytesToJwk(bytes) : bytes, !!extractable, usages);
    } finally {
      operations.wipe(bytes);
    }
  }
}
let subtle: SubtleCrypto | undefined;
subtle = new SubtleCrypto();
expose(SubtleCrypto);
defineInspection(CryptoKey, ({ type, extractable, algorithm, usages }: any) => ({ type, extractable, algorithm, usages }));

module.exports = { SubtleCrypto, subtle };
