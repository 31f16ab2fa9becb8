// needs: speed
// A bomb: 1 GiB of zeros, in a megabyte. It comes out piece by piece, as somebody reads it; the loop goes on turning.
const zeros = new Uint8Array(1 << 20);
const packed = await Array.fromAsync(ReadableStream.from(Array(64).fill(zeros)).pipeThrough(new CompressionStream("gzip")));
const bomb = Buffer.concat(packed);
console.log(bomb.length < 100_000); // expect: true

const before = process.memoryUsage().rss;
const stream = new DecompressionStream("gzip");
const writer = stream.writable.getWriter();
let written = false;
writer.write(bomb).then(() => (written = true));
const reader = stream.readable.getReader();
const first = (await reader.read()).value.length;
await new Promise((resolve) => setTimeout(resolve, 20));
console.log(first, written, process.memoryUsage().rss - before < 16 << 20); // expect: 65536 false true
let turns = 0;
const timer = setInterval(() => turns++, 1);
let total = first;
writer.close();
for (let next; !(next = await reader.read()).done; ) total += next.value.length;
clearInterval(timer);
console.log(total, turns > 1, process.memoryUsage().rss - before < 64 << 20); // expect: 67108864 true true

// a chunk is large: others have their turn all the same
turns = 0;
const noise = new Uint8Array(8 << 20).map((_, i) => (i * 2654435761) >> 13);
const other = setInterval(() => turns++, 1);
const out = await Array.fromAsync(ReadableStream.from([noise]).pipeThrough(new CompressionStream("deflate")));
clearInterval(other);
console.log(turns > 1, out.length > 1); // expect: true true

// cancelled while it waits to go on
const left = new DecompressionStream("gzip");
const leaving = left.writable.getWriter();
const writing = leaving.write(bomb).catch((e) => e);
const leavingReader = left.readable.getReader();
await leavingReader.read();
await leavingReader.cancel("enough");
await writing;
console.log(await leaving.closed.catch((e) => e)); // expect: enough
