const text = (view) => `${view.constructor.name}(${[...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)]})`;
const show = ({ value, done }) => console.log(value && text(value), done);

// a source that fills the reader's own buffer
let n = 0;
const rs = new ReadableStream({
  type: "bytes",
  pull(c) {
    const { view } = c.byobRequest;
    view[0] = ++n;
    c.byobRequest.respond(1);
  },
});
const reader = rs.getReader({ mode: "byob" });
const mine = new Uint8Array(4);
show(await reader.read(mine)); // expect: Uint8Array(1) false
console.log(mine.byteLength); // expect: 0
show(await reader.read(new Uint16Array(2))); // expect: Uint16Array(2,3) false
show(await reader.read(new DataView(new ArrayBuffer(8), 2, 4), { min: 3 })); // expect: DataView(4,5,6) false
for (const [view, options] of [[new Uint8Array(0)], [new Uint8Array(4), { min: 0 }], [new Uint8Array(4), { min: 5 }], [{}], [mine], [new Uint8Array(new SharedArrayBuffer(4))]])
  console.log(await reader.read(view, options).catch((e) => e.name));
// expect: TypeError
// expect: TypeError
// expect: RangeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
await reader.cancel();
show(await reader.read(new Uint8Array(2))); // expect: Uint8Array() true

// queued bytes, default and BYOB readers in turns
let controller;
const queued = new ReadableStream({ type: "bytes", start(c) { controller = c; } });
const chunk = new Uint8Array([1, 2, 3, 4, 5]);
controller.enqueue(chunk);
console.log(chunk.byteLength, controller.desiredSize); // expect: 0 -5
const byob = queued.getReader({ mode: "byob" });
show(await byob.read(new Uint8Array(2))); // expect: Uint8Array(1,2) false
byob.releaseLock();
const plain = queued.getReader();
show(await plain.read()); // expect: Uint8Array(3,4,5) false
plain.releaseLock();

// what a released reader was given is not lost
const half = queued.getReader({ mode: "byob" });
const lost = half.read(new Uint8Array(3), { min: 3 });
const request = controller.byobRequest;
half.releaseLock();
console.log(await lost.catch((e) => e.name)); // expect: TypeError
request.view.set([8, 9]);
request.respond(2);
const last = queued.getReader({ mode: "byob" });
show(await last.read(new Uint8Array(4))); // expect: Uint8Array(8,9) false

// the end in the middle of an element
const cut = last.read(new Uint32Array(1));
controller.enqueue(new Uint8Array([1, 2]));
try { controller.close(); } catch (e) { console.log(e.name); } // expect: TypeError
console.log(await cut.catch((e) => e.name)); // expect: TypeError

// autoAllocateChunkSize: sources always have a request
const auto = new ReadableStream({ type: "bytes", autoAllocateChunkSize: 16, pull(c) { console.log(c.byobRequest.view.byteLength); c.byobRequest.view[1] = 7; c.byobRequest.respond(2); } });
show(await auto.getReader().read());
// expect: 16
// expect: Uint8Array(0,7) false

// misuse of requests
let misused;
const wrong = new ReadableStream({ type: "bytes", pull(c) { misused = c.byobRequest; for (const n of [5, 0, -1, NaN]) try { misused.respond(n); } catch (e) { console.log(e.name); } misused.respondWithNewView(new Uint8Array(misused.view.buffer, 0, 1)); } }).getReader({ mode: "byob" });
show(await wrong.read(new Uint8Array(4)));
try { misused.respond(1); } catch (e) { console.log(e.name, misused.view); }
// expect: RangeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: Uint8Array(0) false
// expect: TypeError null
for (const make of [() => new ReadableStream({ type: "bytes" }, { size() {} }), () => new ReadableStream({ type: "bytes", autoAllocateChunkSize: 0 }), () => new ReadableStream({ type: "" }), () => new ReadableStream().getReader({ mode: "byob" })])
  try { make(); } catch (e) { console.log(e.name); }
// expect: RangeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
