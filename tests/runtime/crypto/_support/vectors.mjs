// Makes vectors of every algorithm with random keys, and checks those that this engine or another has made.
// vectors.json is what make() has given in Node 20 (with --experimental-global-webcrypto), as JSON.
const { subtle } = globalThis.crypto;
const data = new TextEncoder().encode("The quick brown fox jumps over the lazy dog");
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
export const toBytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const random = (length) => crypto.getRandomValues(new Uint8Array(length));
const HASHES = ["SHA-1", "SHA-256", "SHA-384", "SHA-512"];
const CURVES = ["P-256", "P-384", "P-521"];
const pack = (value) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? { bytes: toText(value) } : value);

async function exportAll(key, formats) {
  const out = {};
  for (const format of formats) out[format] = pack(await subtle.exportKey(format, key));
  return out;
}
const secret = (key) => exportAll(key, ["raw", "jwk"]);
const pair = async ({ publicKey, privateKey }, raw) => ({
  public: await exportAll(publicKey, raw ? ["spki", "jwk", "raw"] : ["spki", "jwk"]),
  private: await exportAll(privateKey, ["pkcs8", "jwk"]),
});

export async function make() {
  const vectors = [];
  const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  for (const name of ["RSASSA-PKCS1-v1_5", "RSA-PSS"])
    for (const hash of HASHES) {
      const keys = await subtle.generateKey({ name, hash, ...rsa }, true, ["sign", "verify"]);
      const use = { name, saltLength: 20 };
      vectors.push({ kind: "sign", use, type: { name, hash }, keys: await pair(keys), signature: pack(await subtle.sign(use, keys.privateKey, data)) });
    }
  for (const hash of HASHES) {
    const keys = await subtle.generateKey({ name: "RSA-OAEP", hash, ...rsa }, true, ["encrypt", "decrypt"]);
    for (const label of hash === "SHA-1" ? [undefined] : [undefined, random(5)]) {
      const use = { name: "RSA-OAEP", ...(label && { label }) };
      vectors.push({ kind: "encrypt", use: { ...use, ...(label && { label: pack(label) }) }, type: { name: "RSA-OAEP", hash }, keys: await pair(keys), result: pack(await subtle.encrypt(use, keys.publicKey, data)) });
    }
  }
  for (const namedCurve of CURVES) {
    for (const hash of HASHES) {
      const keys = await subtle.generateKey({ name: "ECDSA", namedCurve }, true, ["sign", "verify"]);
      const use = { name: "ECDSA", hash };
      vectors.push({ kind: "sign", use, type: { name: "ECDSA", namedCurve }, keys: await pair(keys, true), signature: pack(await subtle.sign(use, keys.privateKey, data)) });
    }
    const one = await subtle.generateKey({ name: "ECDH", namedCurve }, true, ["deriveBits"]);
    const two = await subtle.generateKey({ name: "ECDH", namedCurve }, true, ["deriveBits"]);
    vectors.push({ kind: "agree", type: { name: "ECDH", namedCurve }, one: await pair(one, true), two: await pair(two, true), bits: pack(await subtle.deriveBits({ name: "ECDH", public: two.publicKey }, one.privateKey, null)) });
  }
  const ed = await subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"]);
  vectors.push({ kind: "sign", use: { name: "Ed25519" }, type: { name: "Ed25519" }, keys: await pair(ed, true), signature: pack(await subtle.sign("Ed25519", ed.privateKey, data)) });
  const x1 = await subtle.generateKey({ name: "X25519" }, true, ["deriveBits"]);
  const x2 = await subtle.generateKey({ name: "X25519" }, true, ["deriveBits"]);
  vectors.push({ kind: "agree", type: { name: "X25519" }, one: await pair(x1, true), two: await pair(x2, true), bits: pack(await subtle.deriveBits({ name: "X25519", public: x2.publicKey }, x1.privateKey, 256)) });
  for (const hash of HASHES)
    for (const length of [undefined, 256, 1000]) {
      const key = await subtle.generateKey({ name: "HMAC", hash, ...(length && { length }) }, true, ["sign", "verify"]);
      vectors.push({ kind: "hmac", type: { name: "HMAC", hash, ...(length && { length }) }, key: await secret(key), signature: pack(await subtle.sign("HMAC", key, data)) });
    }
  for (const length of [128, 192, 256])
    for (const [name, given] of [["AES-CBC", { iv: random(16) }], ["AES-CTR", { counter: new Uint8Array(16).fill(255), length: 5 }], ["AES-CTR", { counter: random(16), length: 64 }], ["AES-CTR", { counter: new Uint8Array(16).fill(255), length: 128 }],
      ["AES-CTR", { counter: new Uint8Array(16).fill(255, 4), length: 100 }], ["AES-GCM", { iv: random(12) }], ["AES-GCM", { iv: random(33), tagLength: 96, additionalData: random(50) }]]) {
      const key = await subtle.generateKey({ name, length }, true, ["encrypt", "decrypt"]);
      const use = { name, ...given };
      const packed = Object.fromEntries(Object.entries(use).map(([k, v]) => [k, pack(v)]));
      vectors.push({ kind: "aes", use: packed, type: { name }, key: await secret(key), result: pack(await subtle.encrypt(use, key, data)) });
    }
  for (const length of [128, 192, 256]) {
    const wrapping = await subtle.generateKey({ name: "AES-KW", length }, true, ["wrapKey", "unwrapKey"]);
    const inner = await subtle.generateKey({ name: "AES-CBC", length }, true, ["encrypt"]);
    vectors.push({ kind: "wrap", key: await secret(wrapping), inner: pack(await subtle.exportKey("raw", inner)), result: pack(await subtle.wrapKey("raw", inner, wrapping, "AES-KW")) });
  }
  for (const hash of HASHES) {
    const bytes = random(23), salt = random(16), info = random(9);
    const hkdf = await subtle.importKey("raw", bytes, "HKDF", false, ["deriveBits"]);
    vectors.push({ kind: "derive", use: { name: "HKDF", hash, salt: pack(salt), info: pack(info) }, bytes: pack(bytes), result: pack(await subtle.deriveBits({ name: "HKDF", hash, salt, info }, hkdf, 640)) });
    const pbkdf2 = await subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
    vectors.push({ kind: "derive", use: { name: "PBKDF2", hash, salt: pack(salt), iterations: 77 }, bytes: pack(bytes), result: pack(await subtle.deriveBits({ name: "PBKDF2", hash, salt, iterations: 77 }, pbkdf2, 640)) });
  }
  return vectors;
}

// ---- checking

const unpack = (value) => (typeof value?.bytes === "string" ? toBytes(value.bytes) : value);
const unpackAll = (use) => Object.fromEntries(Object.entries(use).map(([k, v]) => [k, unpack(v)]));
const same = (a, b) => toText(a) === toText(b);

// The key in every format that there is, and whether each exports as it came.
async function importAll(formats, type, usages, problems, what) {
  const keys = [];
  for (const [format, value] of Object.entries(formats)) {
    const key = await subtle.importKey(format, unpack(value), type, true, usages);
    for (const [other, expected] of Object.entries(formats)) {
      const got = await subtle.exportKey(other, key);
      if (other === "jwk" ? Object.keys(expected).some((name) => name !== "key_ops" && got[name] !== expected[name]) : !same(got, unpack(expected))) problems.push(`${what}: ${format} exported as ${other}`);
    }
    keys.push(key);
  }
  return keys;
}

const checks = {
  async sign({ use, type, keys, signature }, problems, what) {
    for (const key of await importAll(keys.public, type, ["verify"], problems, what)) {
      if (!(await subtle.verify(use, key, unpack(signature), data))) problems.push(`${what}: signature`);
      const wrong = unpack(signature);
      wrong[9] ^= 4;
      for (const bad of [wrong, wrong.subarray(1), new Uint8Array(0)]) if (await subtle.verify(use, key, bad, data)) problems.push(`${what}: wrong signature`);
    }
    const [verifier] = await importAll(keys.public, type, ["verify"], problems, what);
    for (const key of await importAll(keys.private, type, ["sign"], problems, what))
      if (!(await subtle.verify(use, verifier, await subtle.sign(use, key, data), data))) problems.push(`${what}: own signature`);
  },
  async encrypt({ use, type, keys, result }, problems, what) {
    const [encrypter] = await importAll(keys.public, type, ["encrypt"], problems, what);
    for (const key of await importAll(keys.private, type, ["decrypt"], problems, what))
      for (const text of [unpack(result), await subtle.encrypt(unpackAll(use), encrypter, data)])
        if (!same(await subtle.decrypt(unpackAll(use), key, text), data)) problems.push(`${what}: decrypted`);
  },
  async agree({ type, one, two, bits }, problems, what) {
    for (const [mine, theirs] of [[one, two], [two, one]])
      for (const key of await importAll(mine.private, type, ["deriveBits"], problems, what))
        for (const peer of await importAll(theirs.public, type, [], problems, what))
          if (!same(await subtle.deriveBits({ name: type.name, public: peer }, key, unpack(bits).length * 8), unpack(bits))) problems.push(`${what}: bits`);
  },
  async hmac({ type, key, signature }, problems, what) {
    for (const each of await importAll(key, type, ["sign", "verify"], problems, what)) {
      if (!same(await subtle.sign("HMAC", each, data), unpack(signature))) problems.push(`${what}: MAC`);
      if (!(await subtle.verify("HMAC", each, unpack(signature), data)) || (await subtle.verify("HMAC", each, unpack(signature).subarray(1), data))) problems.push(`${what}: verify`);
    }
  },
  async aes({ use, type, key, result }, problems, what) {
    for (const each of await importAll(key, type, ["encrypt", "decrypt"], problems, what)) {
      if (!same(await subtle.encrypt(unpackAll(use), each, data), unpack(result))) problems.push(`${what}: ciphertext`);
      if (!same(await subtle.decrypt(unpackAll(use), each, unpack(result)), data)) problems.push(`${what}: plaintext`);
    }
  },
  async wrap({ key, inner, result }, problems, what) {
    const [wrapping] = await importAll(key, { name: "AES-KW" }, ["wrapKey", "unwrapKey"], problems, what);
    const unwrapped = await subtle.unwrapKey("raw", unpack(result), wrapping, "AES-KW", "AES-CBC", true, ["encrypt"]);
    if (!same(await subtle.exportKey("raw", unwrapped), unpack(inner))) problems.push(`${what}: unwrapped`);
    if (!same(await subtle.wrapKey("raw", unwrapped, wrapping, "AES-KW"), unpack(result))) problems.push(`${what}: wrapped`);
  },
  async derive({ use, bytes, result }, problems, what) {
    const key = await subtle.importKey("raw", unpack(bytes), use.name, false, ["deriveBits"]);
    if (!same(await subtle.deriveBits(unpackAll(use), key, 640), unpack(result))) problems.push(`${what}: bits`);
  },
};

export async function check(vectors) {
  const problems = [];
  for (const vector of vectors) {
    const what = `${vector.kind} ${JSON.stringify(vector.type ?? vector.use ?? "")} ${JSON.stringify(vector.use ?? "")}`;
    try {
      await checks[vector.kind](vector, problems, what);
    } catch (error) {
      problems.push(`${what}: ${error.name}: ${error.message}`);
    }
  }
  return problems;
}
