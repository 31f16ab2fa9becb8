// node: Node 20 gives other members, and in another order
const { subtle } = crypto;
const show = (value) => JSON.stringify(value, (_, v) => (ArrayBuffer.isView(v) ? [...v] : v));
const pair = await subtle.generateKey({ name: "rsa-oaep", hash: { name: "sha-256" }, modulusLength: 1024, publicExponent: new Uint8Array([0, 1, 0, 1]) }, false, ["decrypt", "wrapKey", "encrypt", "decrypt"]);
console.log(Object.keys(pair), show(pair.publicKey.algorithm)); // expect: [ 'privateKey', 'publicKey' ] {"name":"RSA-OAEP","modulusLength":1024,"publicExponent":[1,0,1],"hash":{"name":"SHA-256"}}
console.log(pair.publicKey.type, pair.publicKey.extractable, pair.publicKey.usages, pair.privateKey.type, pair.privateKey.extractable, pair.privateKey.usages); // expect: public true [ 'encrypt', 'wrapKey' ] private false [ 'decrypt' ]
const hmac = await subtle.importKey("raw", new Uint8Array([255, 255, 255]), { name: "HMAC", hash: "SHA-384", length: 18 }, true, ["verify", "sign"]);
console.log(show(hmac.algorithm), hmac.usages, new Uint8Array(await subtle.exportKey("raw", hmac))); // expect: {"name":"HMAC","hash":{"name":"SHA-384"},"length":18} [ 'sign', 'verify' ] Uint8Array(3) [ 255, 255, 192 ]
console.log(show(await subtle.exportKey("jwk", hmac))); // expect: {"alg":"HS384","ext":true,"k":"___A","key_ops":["sign","verify"],"kty":"oct"}
// The objects are made once. They are for looking at: what is changed there changes no key.
console.log(hmac.algorithm === hmac.algorithm, hmac.usages === hmac.usages); // expect: true true
hmac.algorithm.name = "AES-GCM";
hmac.usages.length = 0;
console.log((await subtle.sign("HMAC", hmac, new Uint8Array(1))).byteLength); // expect: 48
const curve = await subtle.generateKey({ name: "ECDH", namedCurve: "P-384" }, true, ["deriveBits"]);
console.log(show(curve.privateKey.algorithm), curve.publicKey.usages); // expect: {"name":"ECDH","namedCurve":"P-384"} []

// A program that has patched what it could.
Object.prototype.kty = "EC";
Array.prototype.toJSON = () => "patched";
Map.prototype.get = String.prototype.toLowerCase = Promise.prototype.then = () => { throw new Error("patched"); };
const wrapping = await subtle.generateKey({ name: "AES-KW", length: 128 }, true, ["wrapKey", "unwrapKey"]);
delete Object.prototype.kty;
const inner = await subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
const wrapped = await subtle.wrapKey("jwk", inner, wrapping, "AES-KW");
const back = await subtle.unwrapKey("jwk", wrapped, wrapping, "AES-KW", "AES-GCM", true, ["encrypt"]);
const bytes = async (key) => new Uint8Array(await subtle.exportKey("raw", key)).toString();
console.log(wrapped.byteLength % 8, (await bytes(back)) === (await bytes(inner))); // expect: 0 true
