const [a, b] = ReadableStream.from(["x", "y"]).tee();
console.log(await Array.fromAsync(a), await Array.fromAsync(b)); // expect: [ 'x', 'y' ] [ 'x', 'y' ]

// the source is cancelled when both branches are, with both reasons
const [c, d] = new ReadableStream({ cancel(reasons) { console.log(reasons); } }).tee();
const first = c.cancel("one");
await d.cancel("two");
await first; // expect: [ 'one', 'two' ]

// errors reach both
let controller;
const [e, f] = new ReadableStream({ start(it) { controller = it; } }).tee();
controller.error("broken");
console.log(await e.getReader().read().catch((x) => x), await f.getReader().read().catch((x) => x)); // expect: broken broken

// branches of a byte stream are byte streams with bytes of their own
const bytes = new ReadableStream({ type: "bytes", pull(it) { it.enqueue(new Uint8Array([1, 2, 3])); it.close(); } });
const [g, h] = bytes.tee();
const byob = g.getReader({ mode: "byob" }), plain = h.getReader();
const one = await byob.read(new Uint8Array(2)), other = await plain.read();
one.value[0] = 9;
console.log(one.value, other.value, (await byob.read(new Uint8Array(2))).value, (await plain.read()).value);
// expect: Uint8Array(2) [ 9, 2 ] Uint8Array(2) [ 1, 2 ] Uint8Array(1) [ 3 ] Uint8Array(1) [ 3 ]
try { bytes.tee(); } catch (x) { console.log(x.name); } // expect: TypeError
