const collect = async (stream) => Buffer.concat(await Array.fromAsync(stream));
const compress = (format, ...chunks) => collect(ReadableStream.from(chunks).pipeThrough(new CompressionStream(format)));
const decompress = (format, ...chunks) => collect(ReadableStream.from(chunks).pipeThrough(new DecompressionStream(format)));
const text = (s) => new TextEncoder().encode(s);

const big = new Uint8Array(300_000).map((_, i) => (i * i) >> 7);
for (const format of ["gzip", "deflate", "deflate-raw", "brotli", "zstd"]) {
  const small = await compress(format, text("hello "), new DataView(text("hello ").buffer), text("hello").buffer);
  const large = await compress(format, big);
  console.log(format, `${await decompress(format, small)}`, large.length < big.length, Buffer.compare(await decompress(format, large), big), (await decompress(format, await compress(format))).length);
  // one byte at a time
  console.log(`${await decompress(format, ...[...small].map((byte) => Uint8Array.of(byte)), new Uint8Array(0))}`);
  // cut short; nothing at all
  console.log(await decompress(format, small.subarray(0, -1)).catch((e) => `${e.name} ${e.message}`), await decompress(format).catch((e) => e.name));
  // changed; something behind the end
  const changed = Buffer.from(small);
  changed[format === "deflate-raw" ? 0 : changed.length >> 1] = 0xff; // raw data has no checksum
  console.log(await decompress(format, changed).catch((e) => e.name), await decompress(format, small, text("x")).catch((e) => e.name), await decompress(format, Buffer.concat([small, text("junk")])).catch((e) => e.name));
}
// expect: gzip hello hello hello true 0 0
// expect: hello hello hello
// expect: TypeError The compressed data is cut short TypeError
// expect: TypeError TypeError TypeError
// expect: deflate hello hello hello true 0 0
// expect: hello hello hello
// expect: TypeError The compressed data is cut short TypeError
// expect: TypeError TypeError TypeError
// expect: deflate-raw hello hello hello true 0 0
// expect: hello hello hello
// expect: TypeError The compressed data is cut short TypeError
// expect: TypeError TypeError TypeError
// expect: brotli hello hello hello true 0 0
// expect: hello hello hello
// expect: TypeError The compressed data is cut short TypeError
// expect: TypeError TypeError TypeError
// expect: zstd hello hello hello true 0 0
// expect: hello hello hello
// expect: TypeError The compressed data is cut short TypeError
// expect: TypeError TypeError TypeError

// several frames of zstd are one text
const frames = [await compress("zstd", text("one ")), await compress("zstd", text("two"))];
console.log(`${await decompress("zstd", Buffer.concat(frames))}`, `${await decompress("zstd", ...frames)}`); // expect: one two one two

// what a known compressor has made
console.log(`${await decompress("gzip", Buffer.from("H4sIAAAAAAACA8tIzcnJBwCGphA2BQAAAA==", "base64"))}`, `${await decompress("deflate", Buffer.from("eJzLSM3JyQcABiwCFQ==", "base64"))}`); // expect: hello hello

// misuse
for (const make of [() => new CompressionStream(), () => new CompressionStream("br"), () => new DecompressionStream("GZIP"), () => CompressionStream("gzip"), () => CompressionStream.prototype.readable])
  try { make(); } catch (e) { console.log(e.name); }
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
for (const chunk of [undefined, null, 5, "text", {}, [1], new SharedArrayBuffer(1), new Uint8Array(new SharedArrayBuffer(1))])
  console.log(await compress("gzip", chunk).catch((e) => e.name));
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
