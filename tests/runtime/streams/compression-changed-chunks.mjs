// A chunk is taken as it is when its turn comes, though the program changes, detaches or shrinks its buffer when the
// first of what it gives has come out.
const bytes = () => new Uint8Array(2_000_000).map((_, i) => (i * 2654435761) >> 13);
const want = Buffer.from(bytes());
const packed = Buffer.concat(await Array.fromAsync(ReadableStream.from([bytes()]).pipeThrough(new CompressionStream("gzip"))));
const unpack = (...chunks) => Array.fromAsync(ReadableStream.from(chunks).pipeThrough(new DecompressionStream("gzip")));

// Writes a chunk to the stream, does that to it as soon as there is output, and gives all of it.
async function through(stream, chunk, change) {
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const pieces = [];
  const writing = Promise.all([writer.write(chunk), writer.close()]);
  for (let next; !(next = await reader.read()).done; ) {
    if (pieces.length === 0) change(chunk);
    pieces.push(next.value);
  }
  await writing;
  return pieces;
}

const resizable = (from) => {
  const view = new Uint8Array(new ArrayBuffer(from.length, { maxByteLength: from.length }));
  view.set(from);
  return view;
};
const changes = {
  fill: (chunk) => chunk.fill(7),
  detach: (chunk) => structuredClone(chunk.buffer, { transfer: [chunk.buffer] }),
  shrink: (chunk) => chunk.buffer.resize(10),
};
for (const [name, change] of Object.entries(changes)) {
  const out = await unpack(...(await through(new CompressionStream("gzip"), resizable(bytes()), change)));
  const back = await through(new DecompressionStream("gzip"), resizable(packed), change);
  console.log(name, Buffer.concat(out).equals(want), Buffer.concat(back).equals(want));
}
// expect: fill true true
// expect: detach true true
// expect: shrink true true

// while a piece is handed out: the result of a read is looked at for a method `then`
const chunk = bytes();
let looks = 0;
Object.defineProperty(Object.prototype, "then", {
  configurable: true,
  get() {
    if (looks++ === 0) changes.detach(chunk);
  },
});
const stream = new CompressionStream("gzip");
const reading = Array.fromAsync({ async *[Symbol.asyncIterator]() {
  const reader = stream.readable.getReader();
  for (let next; !(next = await reader.read()).done; ) yield next.value;
} });
const writer = stream.writable.getWriter();
writer.write(chunk);
writer.close();
const pieces = await reading;
delete Object.prototype.then;
console.log(looks > 0, chunk.length, Buffer.concat(await unpack(...pieces)).equals(want)); // expect: true 0 true
