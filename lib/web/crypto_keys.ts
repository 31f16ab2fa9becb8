// SPDX-License-Identifier: MIT
// Keys of SubtleCrypto: which usages they may have, their generation, and their formats.

const operations = require("mote:internal/crypto_operations");
const { fail } = require("mote:internal/crypto_algorithms");

type Algorithm = { name: string; [member: string]: any };

// ---- usages, as bits (KeyUsage in src/runtime/crypto/key.h) ------------------------

const ENCRYPT = 1, DECRYPT = 2, SIGN = 4, VERIFY = 8, DERIVE_KEY = 16, DERIVE_BITS = 32, WRAP_KEY = 64, UNWRAP_KEY = 128;
const DERIVE = DERIVE_KEY | DERIVE_BITS;
const USAGES: Record<string, number> = {
  __proto__: null as any,
  encrypt: ENCRYPT, decrypt: DECRYPT, sign: SIGN, verify: VERIFY,
  deriveKey: DERIVE_KEY, deriveBits: DERIVE_BITS, wrapKey: WRAP_KEY, unwrapKey: UNWRAP_KEY,
};

// What keys of an algorithm may do: secret ones, or the public and the private one of a pair. `use` is that of JWKs.
type Traits = { family: string; use: string; secret: number; public: number; private: number };

const cipher = { family: "AES", use: "enc", secret: ENCRYPT | DECRYPT | WRAP_KEY | UNWRAP_KEY, public: 0, private: 0 };
const signature = { use: "sig", secret: 0, public: VERIFY, private: SIGN };
const agreement = { use: "enc", secret: 0, public: 0, private: DERIVE };
const kdf = { family: "KDF", use: "", secret: DERIVE, public: 0, private: 0 };

const TRAITS: Record<string, Traits> = {
  __proto__: null as any,
  "AES-CTR": cipher, "AES-CBC": cipher, "AES-GCM": cipher,
  "AES-KW": { ...cipher, secret: WRAP_KEY | UNWRAP_KEY },
  HMAC: { family: "HMAC", use: "sig", secret: SIGN | VERIFY, public: 0, private: 0 },
  HKDF: kdf, PBKDF2: kdf,
  "RSASSA-PKCS1-v1_5": { ...signature, family: "RSA" }, "RSA-PSS": { ...signature, family: "RSA" },
  "RSA-OAEP": { family: "RSA", use: "enc", secret: 0, public: ENCRYPT | WRAP_KEY, private: DECRYPT | UNWRAP_KEY },
  ECDSA: { ...signature, family: "EC" }, ECDH: { ...agreement, family: "EC" },
  Ed25519: { ...signature, family: "OKP" }, X25519: { ...agreement, family: "OKP" },
};

function checkUsages(usages: number, allowed: number, name: string): void {
  if (usages & ~allowed) fail("SyntaxError", `Unsupported key usage for a key of ${name}`);
}

// Keys that are not public are of no use without usages.
function checkUseful(usages: number): void {
  if (usages === 0) fail("SyntaxError", "Usages cannot be empty when creating a key.");
}

const BLOCK_BITS: Record<string, number> = { __proto__: null as any, "SHA-1": 512, "SHA-256": 512, "SHA-384": 1024, "SHA-512": 1024 };
const isAesLength = (bits: number): boolean => bits === 128 || bits === 192 || bits === 256;
const isCurve = (name: string): boolean => name === "P-256" || name === "P-384" || name === "P-521";

// A number that RSA can have as its public exponent: odd, and more than one.
function isExponent(bytes: Uint8Array): boolean {
  const last = operations.byteLength(bytes) - 1;
  if (last < 0 || (bytes[last] & 1) === 0) return false;
  for (let i = 0; i < last; i++) if (bytes[i] !== 0) return true;
  return bytes[last] > 1;
}

// ---- generating -------------------------------------------------------------------

async function generate(algorithm: Algorithm, extractable: boolean, usages: number): Promise<any> {
  const { name, hash, namedCurve } = algorithm;
  const traits = TRAITS[name];
  checkUsages(usages, traits.secret | traits.public | traits.private, name);
  if (traits.family === "AES" || traits.family === "HMAC") {
    const length = algorithm.length ?? BLOCK_BITS[hash];
    if (traits.family === "AES" ? !isAesLength(length) : length === 0) fail("OperationError", "Invalid key length");
    checkUseful(usages);
    return await operations.generateSecret(name, hash, undefined, extractable, usages, length);
  }
  if (traits.family === "EC" && !isCurve(namedCurve)) fail("NotSupportedError", "Unrecognized namedCurve");
  if (traits.family === "RSA" && !isExponent(algorithm.publicExponent)) fail("OperationError", "Invalid publicExponent");
  checkUseful(usages & traits.private);
  return await operations.generatePair(
    name, hash, namedCurve, extractable, usages & traits.private,
    usages & traits.public, algorithm.modulusLength, algorithm.publicExponent,
  );
}

// #aes-*-operations-get-key-length and the like: in bits; null: the algorithm takes any.
function keyLength(algorithm: Algorithm): number | null {
  const { family } = TRAITS[algorithm.name];
  if (family === "KDF") return null;
  if (family === "AES") {
    if (!isAesLength(algorithm.length)) fail("OperationError", "Invalid key length");
    return algorithm.length;
  }
  if (algorithm.length === 0) throw new TypeError("The length of an HMAC key cannot be zero");
  return algorithm.length ?? BLOCK_BITS[algorithm.hash];
}

// ---- JWK --------------------------------------------------------------------------

// The "alg" of a key: of RSA by hash, of AES by length.
const RSA_ALG: Record<string, [prefix: string, suffix: string]> = {
  __proto__: null as any,
  "RSASSA-PKCS1-v1_5": ["RS", ""], "RSA-PSS": ["PS", ""], "RSA-OAEP": ["RSA-OAEP-", "RSA-OAEP"], HMAC: ["HS", ""],
};
const AES_ALG: Record<string, string> = { __proto__: null as any, "AES-CTR": "CTR", "AES-CBC": "CBC", "AES-GCM": "GCM", "AES-KW": "KW" };
const HASH_NUMBER: Record<string, string> = { __proto__: null as any, "SHA-1": "1", "SHA-256": "256", "SHA-384": "384", "SHA-512": "512" };

function hashAlg(name: string, hash: string): string {
  const [prefix, forSha1] = RSA_ALG[name];
  return hash === "SHA-1" && forSha1 ? forSha1 : prefix + HASH_NUMBER[hash];
}
const aesAlg = (name: string, bits: number): string => `A${bits}${AES_ALG[name]}`;
const ECDSA_ALG: Record<string, string> = { __proto__: null as any, "P-256": "ES256", "P-384": "ES384", "P-521": "ES512" };

function isAlgFitting(jwk: any, { name, hash, namedCurve }: Algorithm): boolean {
  const { alg } = jwk;
  if (alg === undefined || name === "ECDH" || name === "X25519") return true;
  if (name === "ECDSA") return alg === ECDSA_ALG[namedCurve];
  if (name === "Ed25519") return alg === "Ed25519" || alg === "EdDSA";
  return alg === hashAlg(name, hash);
}

// The members that every kind of JWK has.
function checkJwk(jwk: any, kty: string, use: string, extractable: boolean, usages: number): void {
  if (jwk.kty !== kty) fail("DataError", `Invalid JWK "kty" Parameter: "${kty}" is expected`);
  if (usages !== 0 && jwk.use !== undefined && jwk.use !== use) fail("DataError", 'Invalid JWK "use" Parameter');
  if (jwk.key_ops !== undefined) checkKeyOps(jwk.key_ops, usages);
  if (jwk.ext === false && extractable) fail("DataError", 'JWK "ext" Parameter and extractable mismatch');
}

function checkKeyOps(list: string[], usages: number): void {
  const seen: Record<string, boolean> = { __proto__: null as any };
  let listed = 0;
  for (let i = 0; i < list.length; i++) {
    if (seen[list[i]]) fail("DataError", "Duplicate key operation");
    seen[list[i]] = true;
    listed |= USAGES[list[i]] ?? 0;
  }
  if (usages & ~listed) fail("DataError", "Key operations and usage mismatch");
}

// ---- importing --------------------------------------------------------------------

function unsupported(format: string, name: string): never {
  fail("NotSupportedError", `Unable to import or export a key of ${name} using the ${format} format`);
}

function importAes({ name }: Algorithm, format: string, data: any, extractable: boolean, usages: number): any {
  let bits: number;
  checkUsages(usages, TRAITS[name].secret, name);
  if (format === "raw") bits = operations.byteLength(data) * 8;
  else if (format !== "jwk") unsupported(format, name);
  else {
    checkJwk(data, "oct", "enc", extractable, usages);
    bits = operations.base64urlLength(data.k) * 8;
    if (isAesLength(bits) && data.alg !== undefined && data.alg !== aesAlg(name, bits)) fail("DataError", 'JWK "alg" Parameter and algorithm name mismatch');
  }
  if (!isAesLength(bits)) fail("DataError", "Invalid key length");
  checkUseful(usages);
  return operations.importSecret(name, undefined, undefined, extractable, usages, format === "jwk" ? data.k : data, bits);
}

function importHmac(algorithm: Algorithm, format: string, data: any, extractable: boolean, usages: number): any {
  const { name, hash, length } = algorithm;
  let bits: number;
  checkUsages(usages, SIGN | VERIFY, name);
  if (format === "raw") bits = operations.byteLength(data) * 8;
  else if (format !== "jwk") unsupported(format, name);
  else {
    checkJwk(data, "oct", "sig", extractable, usages);
    bits = operations.base64urlLength(data.k) * 8;
    if (bits < 0) fail("DataError", "Invalid keyData");
    if (!isAlgFitting(data, algorithm)) fail("DataError", 'JWK "alg" does not match the requested algorithm');
  }
  if (bits === 0) fail("DataError", "Zero-length key is not supported");
  if (length !== undefined) {
    if (length > bits || length <= bits - 8) fail("DataError", "Invalid key length");
    bits = length;
  }
  checkUseful(usages);
  return operations.importSecret(name, hash, undefined, extractable, usages, format === "jwk" ? data.k : data, bits);
}

function importKdf({ name }: Algorithm, format: string, data: any, extractable: boolean, usages: number): any {
  if (format !== "raw") unsupported(format, name);
  checkUsages(usages, DERIVE, name);
  if (extractable) fail("SyntaxError", `${name} keys are not extractable`);
  checkUseful(usages);
  return operations.importSecret(name, undefined, undefined, false, usages, data, operations.byteLength(data) * 8);
}

const KTY: Record<string, string> = { __proto__: null as any, RSA: "RSA", EC: "EC", OKP: "OKP" };

// The members that hold bytes, in the order of JwkField in src/runtime/crypto/pkey.h.
function jwkFields(jwk: any): (string | undefined)[] {
  return [jwk.n, jwk.e, jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi, jwk.x, jwk.y];
}

function checkPairJwk(jwk: any, algorithm: Algorithm, traits: Traits, extractable: boolean, usages: number): void {
  const { name, namedCurve } = algorithm;
  checkJwk(jwk, KTY[traits.family], traits.use, extractable, usages);
  if (traits.family !== "RSA" && jwk.crv !== (namedCurve ?? name)) fail("DataError", "JWK \"crv\" does not match the requested algorithm");
  if (!isAlgFitting(jwk, algorithm)) fail("DataError", 'JWK "alg" does not match the requested algorithm');
  if (jwk.oth !== undefined && traits.family === "RSA") fail("NotSupportedError", "Keys of more than two primes are not supported");
}

async function importPair(algorithm: Algorithm, format: string, data: any, extractable: boolean, usages: number): Promise<any> {
  const { name, hash, namedCurve } = algorithm;
  const traits = TRAITS[name];
  const isPrivate = format === "pkcs8" || (format === "jwk" && data.d !== undefined);
  if (format === "raw" && traits.family === "RSA") unsupported(format, name);
  if (format === "raw" && traits.family === "EC" && !isCurve(namedCurve)) fail("DataError", "Unrecognized namedCurve");
  checkUsages(usages, isPrivate ? traits.private : traits.public, name);
  if (format === "jwk") checkPairJwk(data, algorithm, traits, extractable, usages);
  if (traits.family === "EC" && !isCurve(namedCurve)) fail("DataError", "Unrecognized namedCurve");
  const key = await operations.importPkey(name, hash, namedCurve, extractable, usages, format, format === "jwk" ? jwkFields(data) : data);
  if (isPrivate) checkUseful(usages);
  return key;
}

// data: bytes, or for "jwk" what readJwk gives.
async function importWith(algorithm: Algorithm, format: string, data: any, extractable: boolean, usages: number): Promise<any> {
  switch (TRAITS[algorithm.name].family) {
    case "AES": return importAes(algorithm, format, data, extractable, usages);
    case "HMAC": return importHmac(algorithm, format, data, extractable, usages);
    case "KDF": return importKdf(algorithm, format, data, extractable, usages);
    default: return await importPair(algorithm, format, data, extractable, usages);
  }
}

// ---- exporting --------------------------------------------------------------------

function algOf(key: any): string | undefined {
  const { name } = key;
  if (AES_ALG[name]) return aesAlg(name, key.length);
  if (RSA_ALG[name]) return hashAlg(name, key.hash);
  return name === "Ed25519" ? name : undefined;
}

// A JsonWebKey: its members in the order that Web IDL gives a dictionary's.
function exportJwk(key: any, details: any): any {
  const { family } = TRAITS[details.name];
  const bytes = operations.exportJwk(key);
  const members: any = {
    __proto__: bytes,
    alg: algOf(details),
    crv: family === "EC" ? details.curve : family === "OKP" ? details.name : undefined,
    ext: details.extractable,
    key_ops: details.usages,
    kty: KTY[family] ?? "oct",
  };
  const jwk: any = {};
  for (const name of ["alg", "crv", "d", "dp", "dq", "e", "ext", "k", "key_ops", "kty", "n", "p", "q", "qi", "x", "y"])
    if (members[name] !== undefined) jwk[name] = members[name];
  return jwk;
}

const FORMAT_TYPE: Record<string, string> = { __proto__: null as any, raw: "public", spki: "public", pkcs8: "private" };

// An ArrayBuffer or a JsonWebKey.
function exportWith(format: string, key: any): any {
  const details = operations.keyDetails(key);
  const { name, type } = details;
  const { family } = TRAITS[name];
  if (family === "KDF") fail("NotSupportedError", `Keys of ${name} cannot be exported`);
  if (!details.extractable) fail("InvalidAccessError", "key is not extractable");
  if (format === "jwk") return exportJwk(key, details);
  if (type === "secret" ? format !== "raw" : format === "raw" && family === "RSA") unsupported(format, name);
  if (type !== "secret" && FORMAT_TYPE[format] !== type) fail("InvalidAccessError", `Unable to export a ${type} key of ${name} using the ${format} format`);
  return operations.exportBytes(key, format);
}

module.exports = { ENCRYPT, DECRYPT, SIGN, VERIFY, DERIVE_KEY, DERIVE_BITS, WRAP_KEY, UNWRAP_KEY, USAGES, generate, keyLength, importWith, exportWith };
