// node: Node 20 has no Worker as browsers have it
// Keys in structuredClone and postMessage: what comes out is another object for the same key.
const { subtle } = crypto;
const message = new Uint8Array([1, 2, 3]);
const same = (one, two) => `${new Uint8Array(one)}` === `${new Uint8Array(two)}`;
const show = (key) => `${key.type} ${key.extractable} ${key.usages} ${JSON.stringify(key.algorithm)}`;

const hmac = await subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
const aes = await subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
const password = await subtle.importKey("raw", new Uint8Array(0), "PBKDF2", false, ["deriveBits"]);
const rsa = await subtle.generateKey({ name: "RSA-PSS", hash: "SHA-256", modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]) }, false, ["sign", "verify"]);
const ec = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-521" }, false, ["sign", "verify"]);
const ed = await subtle.generateKey("Ed25519", false, ["sign", "verify"]);
const x = await subtle.generateKey("X25519", false, ["deriveBits"]);

// Within a VM.
const copy = structuredClone({ hmac, again: hmac });
console.log(copy.hmac instanceof CryptoKey, copy.hmac !== hmac, copy.again === copy.hmac); // expect: true true true
console.log(show(copy.hmac)); // expect: secret false sign {"name":"HMAC","hash":{"name":"SHA-256"},"length":512}
console.log(same(await subtle.sign("HMAC", hmac, message), await subtle.sign("HMAC", copy.hmac, message))); // expect: true
console.log(await subtle.exportKey("raw", copy.hmac).catch((error) => error.name)); // expect: InvalidAccessError
console.log(same(await subtle.exportKey("raw", aes), await subtle.exportKey("raw", structuredClone(aes)))); // expect: true
const derive = (key) => subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: message, iterations: 2 }, key, 64);
console.log(same(await derive(password), await derive(structuredClone(password)))); // expect: true
const keys = [rsa, ec, ed, x].flatMap(({ publicKey, privateKey }) => [publicKey, privateKey]);
console.log(keys.map((key) => show(structuredClone(key)) === show(key)).join()); // expect: true,true,true,true,true,true,true,true
const secret = (privateKey, publicKey) => subtle.deriveBits({ name: "X25519", public: publicKey }, privateKey, 256);
console.log(same(await secret(x.privateKey, x.publicKey), await secret(structuredClone(x.privateKey), structuredClone(x.publicKey)))); // expect: true

// What only looks like a key is a plain object, or cannot be sent.
console.log(structuredClone(Object.create(CryptoKey.prototype)) instanceof CryptoKey); // expect: false
try { structuredClone(hmac, { transfer: [hmac] }); } catch (error) { console.log(error.name); } // expect: DataCloneError

// To a Worker, which has not looked at `crypto` before, and signs; and the public keys back again.
const worker = new Worker("data:text/javascript," + encodeURIComponent(`
  onmessage = async ({ data: { algorithm, privateKey, publicKey, message } }) => {
    const signature = await crypto.subtle.sign(algorithm, privateKey, message);
    postMessage({ signature, publicKey });
  };`));
for (const [algorithm, pair] of [[{ name: "RSA-PSS", saltLength: 20 }, rsa], [{ name: "ECDSA", hash: "SHA-256" }, ec], ["Ed25519", ed]]) {
  const answer = new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
  worker.postMessage({ algorithm, ...pair, message });
  const { signature, publicKey } = await answer;
  console.log(publicKey.algorithm.name, await subtle.verify(algorithm, publicKey, signature, message), await subtle.verify(algorithm, pair.publicKey, signature, message));
}
// expect: RSA-PSS true true
// expect: ECDSA true true
// expect: Ed25519 true true
worker.terminate();

// Of messages that nobody reads nothing is left.
const { port1, port2 } = new MessageChannel();
for (let i = 0; i < 10; i++) port1.postMessage(aes);
port2.close();
