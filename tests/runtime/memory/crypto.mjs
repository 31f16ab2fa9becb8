// SubtleCrypto: also run with failing allocations (tools/fail-allocations).
const deadline = setTimeout(() => process.exit(3), 8000);
const { subtle } = crypto;
const data = new TextEncoder().encode("data");
const hex = (buffer) => new Uint8Array(buffer).toHex();
const aes = await subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt", "wrapKey", "unwrapKey"]);
const gcm = { name: "AES-GCM", iv: new Uint8Array(12) };
const pair = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
const ecdsa = { name: "ECDSA", hash: "SHA-256" };
const wrapped = await subtle.wrapKey("jwk", pair.privateKey, aes, gcm);
const unwrapped = await subtle.unwrapKey("jwk", wrapped, aes, gcm, { name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]);
const base = await subtle.importKey("raw", data, "PBKDF2", false, ["deriveBits", "deriveKey"]);
const pbkdf2 = { name: "PBKDF2", hash: "SHA-256", salt: data, iterations: 2 };
const mac = await subtle.deriveKey(pbkdf2, base, { name: "HMAC", hash: "SHA-1", length: 160 }, true, ["sign"]);
const results = await Promise.all([
  subtle.digest("SHA-256", data).then((digest) => hex(digest).slice(0, 8)),
  subtle.encrypt(gcm, aes, data).then((secret) => subtle.decrypt(gcm, aes, secret)).then(({ byteLength }) => byteLength),
  subtle.sign(ecdsa, unwrapped, data).then((signature) => subtle.verify(ecdsa, pair.publicKey, signature, data)),
  subtle.exportKey("spki", pair.publicKey).then(({ byteLength }) => byteLength),
  subtle.sign("HMAC", mac, data).then(({ byteLength }) => byteLength),
  subtle.deriveBits(pbkdf2, base, 128).then(({ byteLength }) => byteLength),
  subtle.importKey("raw", data, "AES-CBC", true, ["encrypt"]).catch((error) => error.name),
]);
clearTimeout(deadline);
console.log(...results, structuredClone(aes).algorithm.length); // expect: 3a6eb079 4 true 91 20 16 DataError 256
