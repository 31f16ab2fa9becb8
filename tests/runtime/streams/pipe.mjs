const source = (...chunks) => ReadableStream.from(chunks);
const sink = (log, more) => new WritableStream({ write(chunk) { log.push(chunk); }, close() { log.push("close"); }, abort(reason) { log.push(`abort ${reason}`); }, ...more });

const log = [];
console.log(await source(1, 2, 3).pipeTo(sink(log)), log); // expect: undefined [ 1, 2, 3, 'close' ]
const open = sink(log);
await source(4).pipeTo(open, { preventClose: true });
await source(5).pipeTo(open);
console.log(log.join()); // expect: 1,2,3,close,4,5,close

// errors go forwards and backwards, unless an option says otherwise
const failing = () => new ReadableStream({ start(c) { c.error("bad source"); }, cancel(reason) { console.log("cancel", reason); } });
for (const options of [undefined, { preventAbort: true }]) {
  const own = [], target = sink(own);
  console.log(await failing().pipeTo(target, options).catch((e) => e), own, target.locked);
}
// expect: bad source [ 'abort bad source' ] false
// expect: bad source [] false
for (const options of [undefined, { preventCancel: true }]) {
  const endless = new ReadableStream({ pull(c) { c.enqueue(1); }, cancel(reason) { console.log("cancel", reason); } });
  console.log(await endless.pipeTo(sink([], { write() { throw "bad sink"; } }), options).catch((e) => e), endless.locked);
}
// expect: cancel bad sink
// expect: bad sink false
// expect: bad sink false

// a signal ends it, after what was read is written
const controller = new AbortController();
const ticking = new ReadableStream({ pull(c) { return new Promise((resolve) => setTimeout(() => { if (!controller.signal.aborted) c.enqueue("tick"); resolve(); }, 1)); }, cancel(reason) { console.log("cancel", reason); } });
const heard = [];
const piping = ticking.pipeTo(sink(heard, { write(chunk) { heard.push(chunk); if (heard.length === 3) controller.abort("enough"); } }), { signal: controller.signal });
console.log(await piping.catch((e) => e), heard.join()); // expect: cancel enough
// expect: enough tick,tick,tick,abort enough
console.log(await source(1).pipeTo(sink([]), { signal: AbortSignal.abort("before") }).catch((e) => e)); // expect: before

// writes are not waited for one by one: the sink's high-water mark counts
const many = [];
await source(...Array(5).keys()).pipeTo(new WritableStream({ async write(chunk) { await null; many.push(chunk); } }, { highWaterMark: 3 }));
console.log(many.join()); // expect: 0,1,2,3,4

// misuse
const locked = source(1);
locked.getReader();
for (const p of [locked.pipeTo(sink([])), source(1).pipeTo({}), source(1).pipeTo(), source(1).pipeTo(sink([]), { signal: {} }), ReadableStream.prototype.pipeTo.call(undefined, sink([]))])
  console.log(await p.catch((e) => e.name));
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
try { source(1).pipeThrough({ readable: 1, writable: sink([]) }); } catch (e) { console.log(e.message); } // expect: transform.readable must be a ReadableStream
