const log = [];
const ws = new WritableStream({
  start(c) { log.push("start", c.signal.aborted); },
  async write(chunk) { log.push(`write ${chunk}`); await null; log.push(`wrote ${chunk}`); },
  close() { log.push("close"); },
}, { highWaterMark: 2 });
const writer = ws.getWriter();
console.log(writer.desiredSize, ws.locked); // expect: 2 true
const one = writer.write(1), two = writer.write(2);
console.log(writer.desiredSize); // expect: 0
await writer.ready;
await Promise.all([one, two]);
await writer.close();
console.log(log.join(), await writer.closed); // expect: start,false,write 1,wrote 1,write 2,wrote 2,close undefined
console.log(await writer.write(3).catch((e) => e.name), writer.desiredSize); // expect: TypeError 0

// abort: the signal goes off, waiting writes are rejected, the sink hears of it
let controller;
const slow = new WritableStream({ start(c) { controller = c; }, write() { return new Promise((resolve) => { controller.signal.onabort = () => { console.log("signal", controller.signal.reason); resolve(); }; }); }, abort(reason) { console.log("abort", reason); } });
const w = slow.getWriter();
const writes = [w.write("a"), w.write("b")].map((p) => p.then(() => "done", (e) => e));
await null;
console.log(await w.abort("enough"), await Promise.all(writes), await w.closed.catch((e) => e), await w.ready.catch((e) => e));
// expect: signal enough
// expect: abort enough
// expect: undefined [ 'done', 'enough' ] enough enough
console.log(new WritableStream({ start(c) { controller = c; } }).abort("x") instanceof Promise, controller.signal.aborted, controller.signal.reason); // expect: true true x

// errors of the sink
const bad = new WritableStream({ write() { throw new Error("full"); } }).getWriter();
console.log(await bad.write(1).catch((e) => e.message), await bad.closed.catch((e) => e.message), bad.desiredSize); // expect: full full null
const byController = new WritableStream({ start(c) { c.error("broken"); } });
console.log(await byController.getWriter().closed.catch((e) => e)); // expect: broken

// misuse
for (const make of [() => new WritableStream({ type: "bytes" }), () => new WritableStream({ write: 5 }), () => new WritableStream(null), () => new WritableStream({}, { highWaterMark: -1 }), () => ws.getWriter(),
  () => new WritableStreamDefaultController(), () => new WritableStreamDefaultWriter({}), () => WritableStream.prototype.locked])
  try { make(); } catch (e) { console.log(e.name); }
// expect: RangeError
// expect: TypeError
// expect: TypeError
// expect: RangeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
console.log(await ws.close().catch((e) => e.name), await WritableStream.prototype.abort.call({}).catch((e) => e.name)); // expect: TypeError TypeError
