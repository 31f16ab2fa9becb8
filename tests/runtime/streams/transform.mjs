const upper = () => new TransformStream({ start(c) { c.enqueue("<"); }, transform(chunk, c) { c.enqueue(chunk.toUpperCase()); }, flush(c) { c.enqueue(">"); } });
console.log(await Array.fromAsync(ReadableStream.from(["a", "b"]).pipeThrough(upper()))); // expect: [ '<', 'A', 'B', '>' ]
console.log(await Array.fromAsync(ReadableStream.from([1, 2]).pipeThrough(new TransformStream()))); // expect: [ 1, 2 ]

// back-pressure: nothing is transformed before somebody reads
const log = [];
const ts = new TransformStream({ transform(chunk, c) { log.push(chunk); c.enqueue(chunk); } });
const writer = ts.writable.getWriter(), reader = ts.readable.getReader();
const first = writer.write(1);
await null; await null; await null;
console.log(log, writer.desiredSize); // expect: [] 0
console.log(await reader.read(), await first, log, writer.desiredSize); // expect: { value: 1, done: false } undefined [ 1 ] 1

// terminate, errors, cancel
const ended = new TransformStream({ transform(chunk, c) { c.enqueue(chunk); c.terminate(); } });
const w = ended.writable.getWriter();
w.write(1).catch(() => {});
console.log(await Array.fromAsync(ended.readable), await w.closed.catch((e) => e.name)); // expect: [ 1 ] TypeError
const broken = new TransformStream({ transform() { throw new Error("no"); } });
const bw = broken.writable.getWriter();
const br = broken.readable.getReader();
console.log(await Promise.all([bw.write(1), br.read(), bw.closed, br.closed].map((p) => p.catch((e) => e.message)))); // expect: [ 'no', 'no', 'no', 'no' ]
const canceled = new TransformStream({ cancel(reason) { console.log("cancel", reason); } });
const cw = canceled.writable.getWriter();
await canceled.readable.cancel("bored");
console.log(await cw.closed.catch((e) => e)); // expect: cancel bored
// expect: bored
const aborted = new TransformStream({ cancel(reason) { console.log("cancel", reason); } });
const ar = aborted.readable.getReader();
await aborted.writable.abort("stop");
console.log(await ar.read().catch((e) => e)); // expect: cancel stop
// expect: stop
for (const make of [() => new TransformStream({ readableType: 1 }), () => new TransformStream({ writableType: 1 }), () => new TransformStream({ transform: 1 }), () => new TransformStream({ start() { throw new SyntaxError(); } })])
  try { make(); } catch (e) { console.log(e.name); }
// expect: RangeError
// expect: RangeError
// expect: TypeError
// expect: SyntaxError
