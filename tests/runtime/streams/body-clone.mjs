// The chunks of a cloned body are copies.
const bytes = new Uint8Array([65]), plain = { a: 1 };
const body = new Response(new ReadableStream({ start(c) { c.enqueue(plain); c.enqueue(bytes); c.close(); } }));
const clone = body.clone();
const [a, b] = [await Array.fromAsync(body.body), await Array.fromAsync(clone.body)];
console.log(a, b); // expect: [ { a: 1 }, Uint8Array(1) [ 65 ] ] [ { a: 1 }, Uint8Array(1) [ 65 ] ]
console.log(a[0] === plain, b[0] === plain, a[1] === bytes, b[1].buffer === bytes.buffer); // expect: true false true false
// what cannot be cloned errors both
const bad = new Response(new ReadableStream({ start(c) { c.enqueue(() => {}); } }));
const other = bad.clone();
console.log(await bad.body.getReader().read().catch((e) => e.name), await other.body.getReader().read().catch((e) => e.name)); // expect: DataCloneError DataCloneError
