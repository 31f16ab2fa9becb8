// Bodies that are streams, on both sides.
const streamOf = (...chunks) => new ReadableStream({
  start(controller) {
    for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
    controller.close();
  },
});
console.log(await new Response(streamOf("one chunk")).text()); // expect: one chunk
console.log(await new Response(streamOf("a", "b", "c")).text()); // expect: abc
console.log(await new Response(streamOf('{"a":', "1}")).json()); // expect: { a: 1 }
console.log(await new Response(streamOf("{")).json().catch((e) => e.name)); // expect: SyntaxError
console.log((await new Response(streamOf("abc")).arrayBuffer()).byteLength); // expect: 3
console.log(await new Response(streamOf()).text() === ""); // expect: true

const first = new Response(streamOf("both"));
const second = first.clone();
console.log(await first.text()); // expect: both
console.log(await second.text(), first.bodyUsed, second.bodyUsed); // expect: both true true

const looked = new Response("text");
console.log(looked.body instanceof ReadableStream, looked.body === looked.body, looked.bodyUsed); // expect: true true false
console.log(await looked.text(), looked.bodyUsed); // expect: text true
const read = new Response("read");
await read.text();
console.log(read.body.locked, read.bodyUsed); // expect: true true
const locked = new Response(streamOf("x"));
locked.body.getReader();
console.log(await locked.text().catch((e) => e.name)); // expect: TypeError
console.log(await new Response(new ReadableStream({ start: (c) => c.error(new RangeError("bad")) })).text().catch((e) => e.name)); // expect: RangeError
console.log(await new Response(new ReadableStream({ start: (c) => c.enqueue("text") })).text().catch((e) => e.name)); // expect: TypeError
try {
  new Response(locked.body);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
console.log(await new Response({}).text()); // expect: [object Object]

// Requests want duplex, and give their body away.
const from = new Request("http://a/", { method: "POST", body: streamOf("moved"), duplex: "half" });
const to = new Request(from);
console.log(await to.text(), from.bodyUsed); // expect: moved true
try {
  new Request("http://a/", { method: "POST", body: streamOf() });
} catch (error) {
  console.log(error.message); // expect: RequestInit: duplex option is required when sending a body.
}

// Forms and Blobs
const form = new FormData();
form.append("a", "1");
form.append("f", new Blob(["xyz"], { type: "text/x" }), "n.txt");
const sent = new Response(form);
console.log(sent.headers.get("content-type").slice(0, 29)); // expect: multipart/form-data; boundary
const got = await sent.formData();
console.log([...got.keys()].join(), got.get("a"), got.get("f").name, await got.get("f").text(), got.get("f").type); // expect: a,f 1 n.txt xyz text/x
console.log([...await new Response(new URLSearchParams("a=1&b=%20")).formData()]); // expect: [ [ 'a', '1' ], [ 'b', ' ' ] ]
console.log(await new Response("x").formData().catch((e) => e.name)); // expect: TypeError
const blob = await new Response("abc", { headers: { "content-type": "x/y" } }).blob();
console.log(blob.type, blob.size, await new Response(blob).text(), new Response(blob).headers.get("content-type")); // expect: x/y 3 abc x/y
