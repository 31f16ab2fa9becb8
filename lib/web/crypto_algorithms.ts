// SPDX-License-Identifier: MIT
// The algorithms of SubtleCrypto by operation, and how what a program gives for one is normalised
// (https://w3c.github.io/webcrypto/#algorithm-normalization).

const { equalsIgnoringCase, isBufferSource, isKey, copyBytes } = require("mote:internal/crypto_operations");
const { DOMException } = require("mote:internal/dom_exception");

// A normalised algorithm; without a prototype, so that nothing a program adds to one is seen in it.
type Algorithm = { name: string; [member: string]: any };
// Reads the members of the algorithm's dictionary, in the order of Web IDL, into the normalised one.
type Reader = (source: any, into: Algorithm) => void;

// ---- errors and conversions of Web IDL --------------------------------------------

const { floor, ceil } = Math;

function typeError(code: string, message: string): never {
  const error: any = new TypeError(message);
  error.code = code;
  throw error;
}

function fail(name: string, message: string): never {
  throw new DOMException(message, name);
}

function isObject(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

// [EnforceRange] of an unsigned type with so many as its largest number.
function toInteger(value: any, max: number, what: string): number {
  const number = +value;
  const whole = number < 0 ? ceil(number) : floor(number);
  if (!(whole >= 0 && whole <= max)) typeError("ERR_OUT_OF_RANGE", `${what} is outside the expected range of 0 to ${max}.`);
  return whole + 0;
}

const OCTET = 255, SHORT = 65535, LONG = 4294967295;

// ---- members of dictionaries ------------------------------------------------------

function required(source: any, name: string): any {
  const value = source[name];
  if (value === undefined) typeError("ERR_MISSING_OPTION", `Failed to normalize algorithm: '${name}' is required.`);
  return value;
}

function toBytes(value: any, name: string): any {
  if (!isBufferSource(value)) typeError("ERR_INVALID_ARG_TYPE", `Failed to normalize algorithm: '${name}' is not an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
  return value;
}

function readBytes(name: string): Reader {
  return (source, into) => (into[name] = toBytes(required(source, name), name));
}
function readOptionalBytes(name: string): Reader {
  return (source, into) => {
    const value = source[name];
    if (value !== undefined) into[name] = toBytes(value, name);
  };
}
function readInteger(name: string, max: number): Reader {
  return (source, into) => (into[name] = toInteger(required(source, name), max, `Failed to normalize algorithm: '${name}'`));
}
function readOptionalInteger(name: string, max: number): Reader {
  return (source, into) => {
    const value = source[name];
    if (value !== undefined) into[name] = toInteger(value, max, `Failed to normalize algorithm: '${name}'`);
  };
}

const toIdentifier = (value: any): any => (isObject(value) ? value : `${value}`);

// Is normalised when all members have been read.
const readHash: Reader = (source, into) => (into.hash = toIdentifier(required(source, "hash")));
const readCurve: Reader = (source, into) => (into.namedCurve = `${required(source, "namedCurve")}`);

const readPublic: Reader = (source, into) => {
  into.public = required(source, "public");
  if (!isKey(into.public)) typeError("ERR_INVALID_ARG_TYPE", "Failed to normalize algorithm: 'public' is not of type CryptoKey.");
};

const readExponent: Reader = (source, into) => {
  into.publicExponent = required(source, "publicExponent");
  if (!isBufferSource(into.publicExponent) || !(into.publicExponent instanceof Uint8Array))
    typeError("ERR_INVALID_ARG_TYPE", "Failed to normalize algorithm: 'publicExponent' is not an instance of Uint8Array.");
};

function all(...readers: Reader[]): Reader {
  return (source, into) => {
    for (let i = 0; i < readers.length; i++) readers[i](source, into);
  };
}

const none: Reader = () => {};
const aesCtr = all(readBytes("counter"), readInteger("length", OCTET));
const aesCbc = readBytes("iv");
const aesGcm = all(readOptionalBytes("additionalData"), readBytes("iv"), readOptionalInteger("tagLength", OCTET));
const aesLength = readInteger("length", SHORT);
const hmac = all(readHash, readOptionalInteger("length", LONG));
const rsaKeyGen = all(readInteger("modulusLength", LONG), readExponent, readHash);
const rsaOaep = readOptionalBytes("label");
const rsaPss = readInteger("saltLength", LONG);
const hkdf = all(readHash, readBytes("info"), readBytes("salt"));
// The salt is copied before the hash, which comes after it in the standard, is looked at.
const pbkdf2 = all(readHash, readInteger("iterations", LONG), readBytes("salt"), (_, into) => {
  if (typeof into.hash !== "string") into.salt = copyBytes(into.salt);
});

// ---- the supported algorithms of each operation -----------------------------------

type Registry = Record<string, Reader>;

const registry = (entries: Registry): Registry => Object.assign(Object.create(null), entries);

const HASHES = { "SHA-1": none, "SHA-256": none, "SHA-384": none, "SHA-512": none };
const AES_KEYS = { "AES-CTR": aesLength, "AES-CBC": aesLength, "AES-GCM": aesLength, "AES-KW": aesLength };
const CIPHERS = { "RSA-OAEP": rsaOaep, "AES-CTR": aesCtr, "AES-CBC": aesCbc, "AES-GCM": aesGcm };
const SIGNATURES = { "RSASSA-PKCS1-v1_5": none, "RSA-PSS": rsaPss, ECDSA: readHash, Ed25519: none, HMAC: none };

const SUPPORTED: Record<string, Registry> = {
  __proto__: null as any,
  hash: registry(HASHES),
  digest: registry({ ...HASHES, "SHA3-256": none, "SHA3-384": none, "SHA3-512": none }),
  encrypt: registry(CIPHERS),
  decrypt: registry(CIPHERS),
  wrapKey: registry({ "AES-KW": none }),
  unwrapKey: registry({ "AES-KW": none }),
  sign: registry(SIGNATURES),
  verify: registry(SIGNATURES),
  deriveBits: registry({ ECDH: readPublic, X25519: readPublic, HKDF: hkdf, PBKDF2: pbkdf2 }),
  generateKey: registry({
    ...AES_KEYS, HMAC: hmac, "RSASSA-PKCS1-v1_5": rsaKeyGen, "RSA-PSS": rsaKeyGen, "RSA-OAEP": rsaKeyGen,
    ECDSA: readCurve, ECDH: readCurve, Ed25519: none, X25519: none,
  }),
  importKey: registry({
    "AES-CTR": none, "AES-CBC": none, "AES-GCM": none, "AES-KW": none, HMAC: hmac, HKDF: none, PBKDF2: none,
    "RSASSA-PKCS1-v1_5": readHash, "RSA-PSS": readHash, "RSA-OAEP": readHash, ECDSA: readCurve, ECDH: readCurve, Ed25519: none, X25519: none,
  }),
  "get key length": registry({ ...AES_KEYS, HMAC: hmac, HKDF: none, PBKDF2: none }),
};

// The supported name that equals one given in any case of letters; undefined: there is none.
function findName(supported: Registry, given: string): string | undefined {
  if (supported[given] !== undefined) return given;
  for (const name in supported) if (equalsIgnoringCase(name, given)) return name;
  return undefined;
}

// #algorithm-normalization-normalize-an-algorithm. The identifier is a string or an object. The bytes in what it gives
// are the program's own: they are copied by the operation, before any other code of the program can run.
function normalize(identifier: any, operation: string): Algorithm {
  const source = typeof identifier === "string" ? { __proto__: null, name: identifier } : identifier;
  const supported = SUPPORTED[operation];
  const given = `${required(source, "name")}`;
  const name = findName(supported, given);
  if (name === undefined) fail("NotSupportedError", `Unrecognized algorithm name: ${operation} is not supported for it`);
  const into: any = { __proto__: null, name };
  supported[name](source, into);
  if (into.hash !== undefined) into.hash = normalize(into.hash, "hash").name;
  return into;
}

module.exports = { fail, isObject, normalize, toIdentifier, toInteger, typeError, LONG };
