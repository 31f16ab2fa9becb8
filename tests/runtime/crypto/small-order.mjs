// node: Node takes them, as OpenSSL does
// Ed25519: a key, or a signature's point, of small order fits many messages; no signature with one is valid.
const { subtle } = crypto;
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const zeros = (count) => "00".repeat(count);

// Of order 4, 1, 8, 8, 2; the second forms of 0 and 1; the same with the sign of x.
const points = [
  zeros(32), "01" + zeros(31),
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "ec" + "ff".repeat(30) + "7f", "ed" + "ff".repeat(30) + "7f", "ee" + "ff".repeat(30) + "7f",
];
points.push(...points.map((point) => point.slice(0, 62) + (parseInt(point.slice(62), 16) | 0x80).toString(16)));

// With s = 0 the equation is R = -h A: for the neutral element as key and R, it holds for each message.
const import_ = (point) => subtle.importKey("raw", bytes(point), "Ed25519", true, ["verify"]);
let valid = 0, imported = 0;
for (const key of points) {
  const verifier = await import_(key);
  imported++;
  for (const r of points)
    for (const message of ["", "00", "0102"].map((hex) => bytes(hex || "00")))
      if (await subtle.verify("Ed25519", verifier, bytes(r + zeros(32)), message)) valid++;
}
console.log(imported, valid); // expect: 14 0

// A good key and a bad point; then what is right stays right.
const pair = await subtle.generateKey("Ed25519", true, ["sign", "verify"]);
const data = new Uint8Array(10);
const signature = new Uint8Array(await subtle.sign("Ed25519", pair.privateKey, data));
const changed = signature.slice();
changed.set(bytes(points[1]));
console.log(await subtle.verify("Ed25519", pair.publicKey, changed, data)); // expect: false
console.log(await subtle.verify("Ed25519", pair.publicKey, signature.subarray(0, 63), data)); // expect: false
console.log(await subtle.verify("Ed25519", pair.publicKey, signature, data)); // expect: true

// X25519: nothing is derived with such a key.
const own = await subtle.generateKey("X25519", true, ["deriveBits"]);
for (const hex of [zeros(32), "01" + zeros(31), "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"]) {
  const other = await subtle.importKey("raw", bytes(hex), "X25519", true, []);
  await subtle.deriveBits({ name: "X25519", public: other }, own.privateKey, 256).then(console.log, (error) => console.log(error.name));
}
// expect: OperationError
// expect: OperationError
// expect: OperationError
