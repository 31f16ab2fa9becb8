// SPDX-License-Identifier: MIT
// A chunk through the reader of a ReadableStream, and from a source through a TransformStream to a reader.
const count = 100000;

const source = () => {
  let i = 0;
  return new ReadableStream({
    pull(controller) {
      if (i < count) controller.enqueue(i++);
      else controller.close();
    },
  });
};

async function readAll(stream) {
  const reader = stream.getReader();
  let sum = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return sum;
    sum += value;
  }
}

async function time(name, make) {
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    if ((await readAll(make())) !== (count * (count - 1)) / 2) throw new Error("wrong result");
    best = Math.min(best, performance.now() - start);
  }
  console.log(name, (best * 1e6) / count, "ns");
}

(async () => {
  await time("stream-read", source);
  await time("stream-transform", () => source().pipeThrough(new TransformStream()));
})();
