// Wrong arguments reject; nothing is sent.
const fails = (...args) => fetch(...args).then(() => console.log("sent"), (e) => console.log(e.name, e.cause ? `${e.message}: ${e.cause.message}` : ""));
await fails(); // expect: TypeError 
await fails("no url"); // expect: TypeError 
await fails("http://user:secret@127.0.0.1/"); // expect: TypeError 
await fails("http://127.0.0.1/", { body: "x" }); // expect: TypeError 
await fails("http://127.0.0.1/", { method: "CONNECT" }); // expect: TypeError 
await fails("http://127.0.0.1/", { headers: { "a b": "c" } }); // expect: TypeError 
await fails("http://127.0.0.1/", { method: "POST", body: new ReadableStream() }); // expect: TypeError 
await fails("http://127.0.0.1/", { signal: {} }); // expect: TypeError 
await fails("http://127.0.0.1/", 7); // expect: TypeError 
await fails("http://127.0.0.1:25/"); // expect: TypeError fetch failed: bad port
await fails("ftp://127.0.0.1/"); // expect: TypeError fetch failed: unknown scheme
await fails("file:///etc/passwd"); // expect: TypeError fetch failed: file: URLs are not fetched; mote:fs reads files
await fails("about:config"); // expect: TypeError fetch failed: about scheme is not supported
console.log(fetch.name, fetch.length, typeof fetch("x").catch(() => {}).then); // expect: fetch 1 function
