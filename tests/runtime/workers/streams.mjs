// SPDX-License-Identifier: MIT
// Streams to and from Workers: a pipeline through one, an error there, and a Worker that ends.
const code = `
  onmessage = ({ data: { what, stream, transform } }) => {
    if (what === "double") {
      stream.pipeTo(new WritableStream({
        write: (chunk) => postMessage(chunk * 2), close: () => { postMessage("closed"); close(); } }));
    } else if (what === "transform") {
      const upper = new TransformStream({ transform: (chunk, c) => c.enqueue(chunk.toUpperCase()) });
      postMessage(upper, [upper]);
    } else if (what === "source") {
      let n = 0;
      const source = new ReadableStream({ pull: (c) => { c.enqueue(new Uint8Array(1000).fill(++n)); if (n === 50) c.close(); } });
      postMessage(source, [source]);
      onmessage = null; // nothing but the stream keeps this worker
    } else if (what === "fails") {
      const source = new ReadableStream({ pull: (c) => c.error(new RangeError("in the worker")) });
      postMessage(source, [source]);
    } else if (what === "gone") {
      const source = new ReadableStream({ pull: () => close() });
      postMessage(source, [source]);
    }
  };
`;
const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
function start(message, transfer = []) {
  const worker = new Worker(url);
  worker.postMessage(message, transfer);
  return worker;
}
const answer = (worker) => new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));

{
  const got = [];
  const stream = ReadableStream.from([1, 2, 3]);
  const worker = start({ what: "double", stream }, [stream]);
  await new Promise((resolve) => (worker.onmessage = ({ data }) => { got.push(data); if (data === "closed") resolve(); }));
  console.log(got.join()); // expect: 2,4,6,closed
}
{
  const worker = start({ what: "transform" });
  const transform = await answer(worker);
  console.log((await Array.fromAsync(ReadableStream.from(["a", "b", "c"]).pipeThrough(transform))).join()); // expect: A,B,C
  worker.terminate();
}
{
  const stream = await answer(start({ what: "source" }));
  let bytes = 0, last;
  for await (const chunk of stream) {
    bytes += chunk.length;
    last = chunk[0];
    if (last % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  console.log(bytes, last); // expect: 50000 50
}
{
  const worker = start({ what: "fails" });
  const stream = await answer(worker);
  console.log(await stream.getReader().read().catch(String)); // expect: RangeError: in the worker
  worker.terminate();
}
{
  const stream = await answer(start({ what: "gone" }));
  console.log(await stream.getReader().read().catch(String)); // expect: AbortError: The other side of the stream has gone.
}
