// timeout: 60
const { subtle } = crypto;
const iv = new Uint8Array(16).fill(9);
const usages = ["wrapKey", "unwrapKey"];
const oaep = await subtle.generateKey({ name: "RSA-OAEP", hash: "SHA-1", modulusLength: 4096, publicExponent: new Uint8Array([1, 0, 1]) }, true, usages);
const wrappers = [{ use: { name: "RSA-OAEP" }, wrap: oaep.publicKey, unwrap: oaep.privateKey }];
for (const use of [{ name: "AES-CBC", iv }, { name: "AES-CTR", counter: iv, length: 64 }, { name: "AES-GCM", iv }, { name: "AES-KW" }]) {
  const key = await subtle.generateKey({ name: use.name, length: 256 }, true, usages);
  wrappers.push({ use, wrap: key, unwrap: key });
}
const ec = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-521" }, true, ["sign", "verify"]);
const keys = [
  [await subtle.generateKey({ name: "HMAC", hash: "SHA-512" }, true, ["sign"]), { name: "HMAC", hash: "SHA-512" }, ["raw", "jwk"], ["sign"]],
  [ec.privateKey, { name: "ECDSA", namedCurve: "P-521" }, ["pkcs8", "jwk"], ["sign"]],
  [ec.publicKey, { name: "ECDSA", namedCurve: "P-521" }, ["spki", "raw", "jwk"], ["verify"]],
];
const text = async (format, key) => { const out = await subtle.exportKey(format, key); return format === "jwk" ? JSON.stringify(out) : new Uint8Array(out).toString(); };
let count = 0;
for (const { use, wrap, unwrap } of wrappers)
  for (const [key, type, formats, uses] of keys)
    for (const format of formats) {
      const exported = await subtle.exportKey(format, key);
      // AES-KW takes bytes in eights, but JWKs are made to fit.
      if (use.name === "AES-KW" && format !== "jwk" && exported.byteLength % 8 !== 0) {
        console.log(format, await subtle.wrapKey(format, key, wrap, use).catch((e) => e.name));
        continue;
      }
      const wrapped = await subtle.wrapKey(format, key, wrap, use);
      const back = await subtle.unwrapKey(format, wrapped, unwrap, use, type, true, uses);
      if ((await text(format, back)) !== (await text(format, key))) console.log("differs:", use.name, format);
      count++;
    }
// expect: pkcs8 OperationError
// expect: spki OperationError
// expect: raw OperationError
console.log(count); // expect: 32

const [, cbc] = wrappers;
const encrypter = await subtle.importKey("raw", await subtle.exportKey("raw", cbc.wrap), "AES-CBC", true, ["encrypt"]);
const attempt = async (content) => {
  const wrapped = await subtle.encrypt(cbc.use, encrypter, new TextEncoder().encode(content));
  console.log(await subtle.unwrapKey("jwk", wrapped, cbc.unwrap, cbc.use, { name: "HMAC", hash: "SHA-1" }, true, ["sign"]).then((k) => k.type, (e) => e.name));
};
await attempt('{"kty":"oct","k":"AAAA"}'); // expect: secret
await attempt('{"k":"AAAA"}'); // expect: DataError
await attempt("{"); // expect: DataError
await attempt("5"); // expect: DataError
const hidden = await subtle.generateKey({ name: "HMAC", hash: "SHA-1" }, false, ["sign"]);
console.log(await subtle.wrapKey("raw", hidden, cbc.wrap, cbc.use).catch((e) => e.name)); // expect: InvalidAccessError
