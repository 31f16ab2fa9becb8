// A Blob of strings, buffers, views and Blobs.
const view = new Uint16Array([0x4142, 0x4344]);
const blob = new Blob(["é", view, new DataView(view.buffer, 1, 1), view.buffer, new Blob(["b"]), 7, null], { type: "Text/PLAIN" });
view.fill(0);
console.log(blob.size, blob.type, String(blob)); // expect: 17 text/plain [object Blob]
console.log(JSON.stringify(await blob.text())); // expect: "éBADCABADCb7null"
const bytes = await blob.bytes(), buffer = await blob.arrayBuffer();
console.log(bytes instanceof Uint8Array, buffer instanceof ArrayBuffer, bytes.length, buffer.byteLength); // expect: true true 17 17
bytes.fill(0);
console.log((await blob.text()).length, new Blob().size, new Blob(undefined, null).type === ""); // expect: 16 0 true
console.log(await new Blob(["\ud800", "\udc00"]).text(), new Blob(["\ufeffa"]).size, await new Blob(["\ufeffa"]).text()); // expect: �� 4 a
console.log(new Blob([], { type: "a\u00e9" }).type === "", new Blob([], { type: "a\tb" }).type === ""); // expect: true true
console.log(new Blob(new Set(["a", "b"])).size, Blob.length, new Blob([new SharedArrayBuffer(1)]).size); // expect: 2 0 26
console.log(blob, [blob]); // expect: Blob { size: 17, type: 'text/plain' } [ Blob { size: 17, type: 'text/plain' } ]
