// Content codings, made by CompressionStream: each, in chains, in many small pieces, and cut off.
import { serve } from "mote:http";
const text = "The quick brown fox. ".repeat(20_000);
const bytesOf = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer());
const compress = (bytes, format) => bytesOf(new Blob([bytes]).stream().pipeThrough(new CompressionStream(format)));
let body = new Uint8Array(), coding = "", pieceSize = Infinity, delay = 0; // delay: milliseconds before each piece
function pieces(bytes) {
  let at = 0;
  return new ReadableStream({ async pull(controller) {
    if (delay) await new Promise((done) => setTimeout(done, delay));
    controller.enqueue(bytes.slice(at, at + pieceSize));
    if ((at += pieceSize) >= bytes.length) controller.close();
  } });
}
const server = serve({ port: 0, fetch: () =>
  new Response(pieceSize === Infinity ? body : pieces(body), { headers: { "content-encoding": coding } }) });
async function get(header, bytes, size = Infinity) {
  [coding, body, pieceSize] = [header, bytes, size];
  try {
    const got = await (await fetch(server.url)).text();
    return got === text ? "all of it" : JSON.stringify(got.slice(0, 20));
  } catch ({ name, message, cause }) {
    return `${name}: ${message} <- ${cause?.code}`;
  }
}

const formats = { gzip: "gzip", "x-gzip": "gzip", deflate: "deflate", br: "brotli", zstd: "zstd" };
for (const [name, format] of Object.entries(formats)) {
  const bytes = await compress(text, format);
  console.log(name, await get(name, bytes), await get(name.toUpperCase(), bytes, 7));
  console.log("  cut:", await get(name, bytes.slice(0, -1)), await get(name, bytes.slice(0, bytes.length >> 1), 50));
  console.log("  wrong:", await get(name, new TextEncoder().encode("no such format, but a text")));
  console.log("  none:", await get(name, new Uint8Array()));
  console.log("  more behind:", await get(name, new Uint8Array([...bytes, 9, 9, 9])));
}
console.log("raw", await get("deflate", await compress(text, "deflate-raw")), await get("deflate", await compress(text, "deflate-raw"), 1000));

// chains: the last one named was applied last
const both = await compress(await compress(text, "gzip"), "brotli");
console.log(await get("gzip, br", both), await get(" GZIP ,, identity,br", both, 3));
console.log(await get("gzip, br", both.slice(0, -1)));
console.log(await get("gzip, br", await compress((await compress(text, "gzip")).slice(0, -5), "brotli")));
console.log(await get("br, gzip", both));
let all = new TextEncoder().encode(text);
for (const format of ["zstd", "deflate", "gzip", "brotli", "gzip"]) all = await compress(all, format);
console.log(await get("zstd, deflate, gzip, br, gzip", all), await get("zstd, deflate, gzip, br, gzip", all, 1));

// members and frames one behind the other
const half = text.slice(0, text.length / 2);
for (const format of ["gzip", "zstd"]) {
  const one = await compress(half, format);
  console.log(format, await get(format, new Uint8Array([...one, ...one])), await get(format, new Uint8Array([...one, ...one]), 11));
  delay = 20;
  console.log(await get(format, new Uint8Array([...one, ...one]), one.length));
  delay = 0;
}

// what is unknown is left as it is, and so are answers without a body
console.log(await get("compress", new TextEncoder().encode("plain")), await get("gzip, odd", new TextEncoder().encode("plain")));
[coding, body] = ["gzip", await compress(text, "gzip")];
const head = await fetch(server.url, { method: "HEAD" });
console.log(head.status, head.headers.get("content-encoding"), (await head.text()).length);

// 64 MB out of 64 KB, of which nobody reads more than a piece
body = await compress(new Uint8Array(64 << 20), "gzip");
const reader = (await fetch(server.url)).body.getReader();
const { value } = await reader.read();
console.log(value.length > 0, value.length <= 1 << 20);
await reader.cancel();
let total = 0;
for await (const chunk of (await fetch(server.url)).body) total += chunk.length;
console.log(total === 64 << 20);
await server.stop();
// expect: gzip all of it all of it
// expect:   cut: TypeError: terminated <- Z_BUF_ERROR TypeError: terminated <- Z_BUF_ERROR
// expect:   wrong: TypeError: terminated <- Z_DATA_ERROR
// expect:   none: ""
// expect:   more behind: all of it
// expect: x-gzip all of it all of it
// expect:   cut: TypeError: terminated <- Z_BUF_ERROR TypeError: terminated <- Z_BUF_ERROR
// expect:   wrong: TypeError: terminated <- Z_DATA_ERROR
// expect:   none: ""
// expect:   more behind: all of it
// expect: deflate all of it all of it
// expect:   cut: TypeError: terminated <- Z_BUF_ERROR TypeError: terminated <- Z_BUF_ERROR
// expect:   wrong: TypeError: terminated <- Z_DATA_ERROR
// expect:   none: ""
// expect:   more behind: all of it
// expect: br all of it all of it
// expect:   cut: TypeError: terminated <- Z_BUF_ERROR TypeError: terminated <- Z_BUF_ERROR
// expect:   wrong: TypeError: terminated <- ERR_BROTLI_DECODER_ERROR
// expect:   none: ""
// expect:   more behind: all of it
// expect: zstd all of it all of it
// expect:   cut: TypeError: terminated <- Z_BUF_ERROR TypeError: terminated <- Z_BUF_ERROR
// expect:   wrong: TypeError: terminated <- ERR_ZSTD_DECOMPRESSION_FAILED
// expect:   none: ""
// expect:   more behind: TypeError: terminated <- ERR_ZSTD_DECOMPRESSION_FAILED
// expect: raw all of it all of it
// expect: all of it all of it
// expect: TypeError: terminated <- Z_BUF_ERROR
// expect: TypeError: terminated <- Z_BUF_ERROR
// expect: TypeError: terminated <- Z_DATA_ERROR
// expect: all of it all of it
// expect: gzip all of it all of it
// expect: all of it
// expect: zstd all of it all of it
// expect: all of it
// expect: "plain" "plain"
// expect: 200 gzip 0
// expect: true true
// expect: true
