// node: Node's programs do not end while such a Worker runs
// A Worker whose stream nobody reads runs on, for somebody may do so yet, but does not keep its parent running.
const source = `
  let n = 0;
  const stream = new ReadableStream({ pull: (c) => new Promise((r) => setTimeout(r, 1)).then(() => { c.enqueue(++n); if (n === 5) c.close(); }) });
  postMessage(stream, [stream]);
`;
// The same, one Worker further: it only passes the stream on.
const between = `
  const worker = new Worker(name);
  worker.onmessage = ({ data }) => { worker.onmessage = null; postMessage(data, [data]); };
`;
const urlOf = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
const sent = (worker) => new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));

// Read much later, when the Worker has long been idle; and slowly, so that it is idle again and again.
const direct = () => new Worker(urlOf(source));
const indirect = () => new Worker(urlOf(between), { name: "data:text/javascript," + encodeURIComponent(source) });
for (const start of [direct, indirect]) {
  const worker = start();
  const ended = new Promise((resolve) => (worker.onclose = ({ code }) => resolve(code)));
  const stream = await sent(worker), got = [];
  await new Promise((resolve) => setTimeout(resolve, 30));
  for await (const n of stream) {
    got.push(n);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  console.log(got.join(), await ended);
}
// expect: 1,2,3,4,5 0
// expect: 1,2,3,4,5 0

// One that is cancelled lets its Worker end.
{
  const worker = direct();
  const ended = new Promise((resolve) => (worker.onclose = ({ code }) => resolve(code)));
  await (await sent(worker)).cancel();
  console.log(await ended); // expect: 0
}

// What keeps the program running says so still: a Worker that has other things to do.
{
  const worker = new Worker(urlOf(source + "setTimeout(() => postMessage('later'), 50);"));
  await sent(worker);
  console.log(await sent(worker)); // expect: later
  worker.unref();
  worker.ref();
}

// These nobody reads, and the program ends.
globalThis.kept = [await sent(direct()), await sent(indirect())];
const reader = kept[0].getReader();
console.log((await reader.read()).value); // expect: 1
process.on("exit", () => console.log("ends")); // expect: ends
