const crypto = require("node:crypto");
console.log(crypto.createHash("sha256").update("a").update("b", "utf8").digest("hex")); // expect: fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603
console.log(crypto.createHash("md5").update(Buffer.from("616263", "hex")).digest("base64"), crypto.createHash("SHA512").digest().length); // expect: kAFQmDzST7DWlj99KOF/cg== 64
console.log(crypto.createHash("md5").update("616263", "hex").digest("hex")); // expect: 900150983cd24fb0d6963f7d28e17f72
const part = crypto.createHash("sha1").update("one");
const copy = part.copy();
console.log(part.digest("hex") === copy.digest("hex"), crypto.createHash("sha1").update("one").copy().update("two").digest("hex") === crypto.createHash("sha1").update("onetwo").digest("hex")); // expect: true true
console.log(crypto.createHmac("sha256", "key").update("a").digest("base64url")); // expect: eAw9tM495bnlWBb7qY9ZBjHZbAdScbJpdiONX0REIZs
console.log(crypto.createHmac("md5", Buffer.alloc(100)).update(new Uint8Array(3)).digest("hex"), crypto.createHmac("sha1", "").digest("hex")); // expect: c9d28446ee4a79af3877d3c28f7fae86 fbdb1d1b18aa6c08324b7d64b71fb76370690e1d
const attempt = (fn) => { try { console.log("no error", fn()); } catch (e) { console.log(e.name, e.code, e.message); } };
attempt(() => crypto.createHash("nope")); // expect: Error undefined Digest method not supported
attempt(() => crypto.createHmac("nope", "k")); // expect: TypeError ERR_CRYPTO_INVALID_DIGEST Invalid digest: nope
attempt(() => crypto.createHash()); // expect: TypeError ERR_INVALID_ARG_TYPE The "algorithm" argument must be of type string. Received undefined
attempt(() => { const h = crypto.createHash("md5"); h.digest(); h.update("a"); }); // expect: Error ERR_CRYPTO_HASH_FINALIZED Digest already called
attempt(() => { const h = crypto.createHash("md5"); h.digest(); h.digest(); }); // expect: Error ERR_CRYPTO_HASH_FINALIZED Digest already called
attempt(() => crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("ab"))); // expect: RangeError ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH Input buffers must have the same byte length
attempt(() => crypto.randomBytes(-1)); // expect: RangeError ERR_OUT_OF_RANGE The value of "size" is out of range. It must be >= 0 && <= 2147483647. Received -1
attempt(() => crypto.randomInt(5, 2)); // expect: RangeError ERR_OUT_OF_RANGE The value of "max" is out of range. It must be greater than the value of "min" (5). Received 2
console.log(crypto.timingSafeEqual(Buffer.from("abc"), Buffer.from("abc")), crypto.timingSafeEqual(Buffer.from("abc"), Buffer.from("abd"))); // expect: true false
const bytes = crypto.randomBytes(70000);
console.log(bytes instanceof Buffer, bytes.length, bytes.subarray(69000).some(Boolean), crypto.randomFillSync(new Uint8Array(4), 4).join()); // expect: true 70000 true 0,0,0,0
const { randomUUID } = crypto;
console.log(randomUUID().length, crypto.webcrypto.subtle === crypto.subtle, crypto.getRandomValues(new Uint8Array(2)).length); // expect: 36 true 2
const seen = new Set();
for (let i = 0; i < 500; i++) seen.add(crypto.randomInt(-2, 3));
console.log([...seen].sort((a, b) => a - b)); // expect: [ -2, -1, 0, 1, 2 ]
crypto.randomBytes(3, (error, result) => console.log(error, result.length)); // expect: null 3
