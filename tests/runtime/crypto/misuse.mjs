// node: Node 20 looks at some things in another order
const { subtle } = crypto;
const attempt = async (promise) => console.log(await promise.then((value) => `no error: ${value}`, (e) => e.name));
const data = new Uint8Array(20);
const aes = await subtle.generateKey({ name: "AES-GCM", length: 128 }, false, ["encrypt", "decrypt"]);
const cbc = await subtle.generateKey({ name: "AES-CBC", length: 256 }, true, ["encrypt", "decrypt"]);
const ctr = await subtle.generateKey({ name: "AES-CTR", length: 256 }, true, ["encrypt"]);
const iv = new Uint8Array(16);

// The key is for another algorithm or another use.
await attempt(subtle.encrypt({ name: "AES-CBC", iv }, aes, data)); // expect: InvalidAccessError
await attempt(subtle.decrypt({ name: "AES-CTR", counter: iv, length: 8 }, ctr, data)); // expect: InvalidAccessError
await attempt(subtle.exportKey("raw", aes)); // expect: InvalidAccessError
await attempt(subtle.encrypt({ name: "AES-GCM", iv }, {}, data)); // expect: TypeError
await attempt(subtle.encrypt({ name: "AES-GCM", iv }, aes, "text")); // expect: TypeError
await attempt(subtle.encrypt({ name: "AES-GCM", iv: [1] }, aes, data)); // expect: TypeError
await attempt(subtle.encrypt({ name: "AES-GCM" }, aes, data)); // expect: TypeError
await attempt(subtle.encrypt("AES-GCM", aes, data)); // expect: TypeError
await attempt(subtle.encrypt({ name: "AES-XTS", iv }, aes, data)); // expect: NotSupportedError
await attempt(subtle.encrypt({ name: "AES-GCM", iv }, aes)); // expect: TypeError
await attempt(subtle.encrypt.call(null, { name: "AES-GCM", iv }, aes, data)); // expect: TypeError

// Parameters out of their range.
await attempt(subtle.encrypt({ name: "AES-GCM", iv, tagLength: 33 }, aes, data)); // expect: OperationError
await attempt(subtle.encrypt({ name: "AES-GCM", iv, tagLength: 256 }, aes, data)); // expect: TypeError
await attempt(subtle.encrypt({ name: "AES-GCM", iv, tagLength: NaN }, aes, data)); // expect: TypeError
await attempt(subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(0) }, aes, data)); // expect: OperationError
await attempt(subtle.encrypt({ name: "AES-CBC", iv: data }, cbc, data)); // expect: OperationError
await attempt(subtle.encrypt({ name: "AES-CTR", counter: iv, length: 0 }, ctr, data)); // expect: OperationError
await attempt(subtle.encrypt({ name: "AES-CTR", counter: iv, length: 129 }, ctr, data)); // expect: OperationError
await attempt(subtle.encrypt({ name: "AES-CTR", counter: iv, length: 2 }, ctr, new Uint8Array(65))); // expect: OperationError

// Ciphertext that is cut or changed.
const sealed = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv }, aes, data));
for (const length of [0, 5, 15, 16, 35]) await attempt(subtle.decrypt({ name: "AES-GCM", iv }, aes, sealed.subarray(0, length)));
// expect: OperationError
// expect: OperationError
// expect: OperationError
// expect: OperationError
// expect: OperationError
const block = new Uint8Array(await subtle.encrypt({ name: "AES-CBC", iv }, cbc, data));
for (const bytes of [block.subarray(0, 31), new Uint8Array(0), block.subarray(0, 16)]) await attempt(subtle.decrypt({ name: "AES-CBC", iv }, cbc, bytes));
// expect: OperationError
// expect: OperationError
// expect: OperationError
block.buffer.transfer();
await attempt(subtle.decrypt({ name: "AES-CBC", iv }, cbc, block)); // expect: OperationError

// Generating.
const generate = (algorithm, usages, extractable = true) => attempt(subtle.generateKey(algorithm, extractable, usages));
await generate({ name: "AES-GCM", length: 100 }, ["encrypt"]); // expect: OperationError
await generate({ name: "AES-GCM", length: 128 }, ["sign"]); // expect: SyntaxError
await generate({ name: "AES-GCM", length: 128 }, []); // expect: SyntaxError
await generate({ name: "AES-GCM", length: 128 }, ["nothing"]); // expect: TypeError
await generate({ name: "AES-GCM", length: 128 }, "encrypt"); // expect: TypeError
await generate({ name: "AES-GCM", length: 70000 }, ["encrypt"]); // expect: TypeError
await generate({ name: "HMAC", hash: "SHA-256", length: 0 }, ["sign"]); // expect: OperationError
await generate({ name: "HMAC", hash: "MD5" }, ["sign"]); // expect: NotSupportedError
await generate({ name: "HMAC" }, ["sign"]); // expect: TypeError
await generate({ name: "ECDSA", namedCurve: "P-111" }, ["sign"]); // expect: NotSupportedError
await generate({ name: "ECDSA", namedCurve: "P-256" }, ["verify"]); // expect: SyntaxError
await generate({ name: "HKDF" }, ["deriveBits"]); // expect: NotSupportedError
const rsa = { name: "RSA-PSS", hash: "SHA-256", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
await generate({ ...rsa, modulusLength: 100 }, ["sign"]); // expect: OperationError
await generate({ ...rsa, modulusLength: 1e6 }, ["sign"]); // expect: OperationError
await generate({ ...rsa, publicExponent: new Uint8Array([4]) }, ["sign"]); // expect: OperationError
await generate({ ...rsa, publicExponent: new Uint8Array(0) }, ["sign"]); // expect: OperationError
await generate({ ...rsa, publicExponent: [3] }, ["sign"]); // expect: TypeError

// Importing.
const load = (...args) => attempt(subtle.importKey(...args));
await load("raw", data, "AES-GCM", true, ["encrypt"]); // expect: DataError
await load("spki", data, "AES-GCM", true, ["encrypt"]); // expect: NotSupportedError
await load("pem", data, "AES-GCM", true, ["encrypt"]); // expect: TypeError
await load("jwk", data, "AES-GCM", true, ["encrypt"]); // expect: TypeError
await load("raw", {}, "AES-GCM", true, ["encrypt"]); // expect: TypeError
await load("raw", 5, "AES-GCM", true, ["encrypt"]); // expect: TypeError
await load("jwk", {}, "AES-GCM", true, ["encrypt"]); // expect: DataError
await load("jwk", { kty: "oct", k: "AAAA+AAA" }, { name: "HMAC", hash: "SHA-1" }, true, ["sign"]); // expect: DataError
await load("jwk", { kty: "oct", k: "AAAA", ext: false }, { name: "HMAC", hash: "SHA-1" }, true, ["sign"]); // expect: DataError
await load("jwk", { kty: "oct", k: "AAAA", key_ops: ["verify"] }, { name: "HMAC", hash: "SHA-1" }, true, ["sign"]); // expect: DataError
await load("jwk", { kty: "oct", k: "AAAA", key_ops: 5 }, { name: "HMAC", hash: "SHA-1" }, true, ["sign"]); // expect: TypeError
await load("raw", new Uint8Array(0), { name: "HMAC", hash: "SHA-1" }, true, ["sign"]); // expect: DataError
await load("raw", data, { name: "HMAC", hash: "SHA-1", length: 9 }, true, ["sign"]); // expect: DataError
await load("raw", data, "PBKDF2", true, ["deriveBits"]); // expect: SyntaxError
await load("raw", data, { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"]); // expect: DataError
await load("raw", Uint8Array.of(0), { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"]); // expect: DataError
await load("raw", new Uint8Array(65).fill(4), { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"]); // expect: DataError
await load("raw", data, { name: "ECDSA", namedCurve: "P-1" }, true, ["verify"]); // expect: DataError
await load("raw", new Uint8Array(31), "Ed25519", true, ["verify"]); // expect: DataError
await load("spki", new Uint8Array(0), { name: "RSA-PSS", hash: "SHA-1" }, true, ["verify"]); // expect: DataError
await load("raw", data, { name: "RSA-PSS", hash: "SHA-1" }, true, ["verify"]); // expect: NotSupportedError

// Deriving.
const password = await subtle.importKey("raw", data, "PBKDF2", false, ["deriveBits", "deriveKey"]);
const pbkdf2 = { name: "PBKDF2", hash: "SHA-1", salt: data, iterations: 1 };
await attempt(subtle.deriveBits(pbkdf2, password)); // expect: OperationError
await attempt(subtle.deriveBits(pbkdf2, password, 7)); // expect: OperationError
await attempt(subtle.deriveBits({ ...pbkdf2, iterations: 0 }, password, 8)); // expect: OperationError
await attempt(subtle.deriveBits({ ...pbkdf2, iterations: -1 }, password, 8)); // expect: TypeError
await attempt(subtle.deriveKey(pbkdf2, password, { name: "AES-GCM", length: 5 }, true, ["encrypt"])); // expect: OperationError
await attempt(subtle.deriveKey(pbkdf2, password, { name: "HMAC", hash: "SHA-1", length: 0 }, true, ["sign"])); // expect: TypeError
await attempt(subtle.deriveKey(pbkdf2, password, { name: "AES-GCM", length: 128 }, true, [])); // expect: SyntaxError
const secret = await subtle.importKey("raw", data, "HKDF", false, ["deriveBits"]);
await attempt(subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: data, info: data }, secret, 255 * 256 + 8)); // expect: OperationError
const x = await subtle.generateKey("X25519", true, ["deriveBits"]);
const p256 = await subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
await attempt(subtle.deriveBits({ name: "X25519", public: p256.publicKey }, x.privateKey, null)); // expect: InvalidAccessError
await attempt(subtle.deriveBits({ name: "X25519", public: x.privateKey }, x.privateKey, null)); // expect: InvalidAccessError
await attempt(subtle.deriveBits({ name: "X25519", public: x.publicKey }, x.privateKey, 257)); // expect: OperationError
await attempt(subtle.deriveBits({ name: "X25519", public: data }, x.privateKey, 8)); // expect: TypeError
// A point of small order gives no secret.
const zero = await subtle.importKey("raw", new Uint8Array(32), "X25519", true, []);
await attempt(subtle.deriveBits({ name: "X25519", public: zero }, x.privateKey, null)); // expect: OperationError
