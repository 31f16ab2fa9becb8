// Streams of all kinds: also run with failing allocations (tools/fail-allocations). Exit status 3: something waited for
// ever. "deaf": what is told to nobody but the host counts for nothing, each promise must be settled.
if (process.argv[2] === "deaf") for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, () => {});
const numbers = (count) => ReadableStream.from(Array.from({ length: count }, (_, i) => `${i} `));
const text = async (stream) => {
  let all = "";
  for await (const chunk of stream) all += chunk;
  return all;
};
const upper = () => new TransformStream({ transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()) });
const bytes = () => new ReadableStream({
  type: "bytes", autoAllocateChunkSize: 16,
  pull(controller) {
    this.left ??= 3;
    const { byobRequest } = controller;
    byobRequest.view[0] = this.left;
    byobRequest.respond(1);
    if (--this.left === 0) controller.close();
  },
});

const deadline = setTimeout(() => process.exit(3), 8000);
try {
  const [left, right] = numbers(5).tee();
  const reader = bytes().getReader({ mode: "byob" });
  const first = await reader.read(new Uint8Array(4));
  await reader.cancel();
  const written = [];
  const sink = new WritableStream({ write: (chunk) => void written.push(chunk) }, new CountQueuingStrategy({ highWaterMark: 2 }));
  await numbers(3).pipeTo(sink);
  const failing = new ReadableStream({ pull: () => Promise.reject(new Error("pull")) });
  const packed = numbers(50).pipeThrough(new TextEncoderStream()).pipeThrough(new CompressionStream("gzip"));
  const unpacked = packed.pipeThrough(new DecompressionStream("gzip")).pipeThrough(new TextDecoderStream());
  const results = await Promise.allSettled([
    text(left), text(right.pipeThrough(upper())), first.value[0], written.length, failing.getReader().read().catch((error) => error.message),
    text(unpacked).then(({ length }) => length), new Response(bytes()).bytes().then(({ length }) => length),
  ]);
  const controller = new AbortController();
  const piping = numbers(1000).pipeTo(new WritableStream({ write: () => controller.abort("enough") }), { signal: controller.signal });
  console.log(results.map(({ value, reason }) => value ?? reason).join("|"), await piping.catch((reason) => reason)); // expect: 0 1 2 3 4 |0 1 2 3 4 |3|3|pull|140|3 enough
} finally {
  clearTimeout(deadline);
}
