// SPDX-License-Identifier: MIT
// pako compresses and expands, at every level and strategy.
const pako = require("pako");
const fs = require("fs");

const hash = (bytes) => bytes.reduce((h, b) => Math.imul(h ^ b, 0x01000193), 0x811c9dc5) >>> 0;
const text = fs.readFileSync(require.resolve("terser"), "utf8").slice(0, 150000);
const noise = Uint8Array.from({ length: 50000 }, (_, i) => Math.imul(i, 2654435761) >>> (i % 24));
for (const level of [0, 1, 3, 6, 9])
  for (const strategy of [0, 1, 2, 3, 4]) {
    const small = pako.deflate(text, { level, strategy });
    console.log(level, strategy, small.length, hash(small), pako.inflate(small, { toText: true, to: "string" }) === text);
  }
const packed = pako.gzip(noise, { header: { name: "noise", time: 5 } });
console.log(packed.length, hash(packed), hash(pako.ungzip(packed)) === hash(noise), hash(pako.inflateRaw(pako.deflateRaw("äöü€😀"))));
const dictionary = new TextEncoder().encode("function return const");
const stream = new pako.Deflate({ chunkSize: 1000, dictionary });
const bytes = new TextEncoder().encode(text);
for (let i = 0; i < bytes.length; i += 7777) stream.push(bytes.subarray(i, i + 7777), i + 7777 >= bytes.length);
console.log(stream.err, stream.result.length, hash(stream.result));
const back = new pako.Inflate({ dictionary });
for (let i = 0; i < stream.result.length; i += 501) back.push(stream.result.subarray(i, i + 501), i + 501 >= stream.result.length);
console.log(back.err, hash(back.result), new TextDecoder().decode(back.result) === text);
for (const wrong of [[1, 2, 3], packed.slice(0, 100), packed.map((b, i) => (i === 60 ? b ^ 255 : b))])
  try { console.log(pako.inflate(Uint8Array.from(wrong))?.length); } catch (error) { console.log(String(error?.message ?? error)); }
