// URLs that need no network.
const text = async (url, init) => { const r = await fetch(url, init); console.log(r.status, r.headers.get("content-type"), r.url.slice(0, 20), await r.text()); };
await text("data:,a%20b"); // expect: 200 text/plain;charset=US-ASCII data:,a%20b a b
await text("data:text/html;charset=utf-8,<p>#x"); // expect: 200 text/html;charset=utf-8 data:text/html;chars <p>
await text("data:;base64,aGVs%62G8="); // expect: 200 text/plain;charset=US-ASCII data:;base64,aGVs%62 hello
await text("data:image/gif; base64 , R0lG"); // expect: 200 image/gif data:image/gif; base GIF
await text("data:,x", { method: "HEAD" }); // expect: 200 text/plain;charset=US-ASCII data:,x 
await text("data:;charset=\"x\";base64;a=b,eA"); // expect: 200 text/plain;charset=x;a=b data:;charset="x";ba eA
await text("data: TEXT/html ;CHARSET=gbk;charset=x;=,x"); // expect: 200 text/html;charset=gbk data: TEXT/html ;CHA x
await fetch("about:blank").catch((e) => console.log(e.message, e.cause.message)); // expect: fetch failed about scheme is not supported
await fetch("data:text/plain").catch((e) => console.log(e.message, e.cause.message)); // expect: fetch failed invalid data: URL
await fetch("data:;base64,a=b").catch((e) => console.log(e.message)); // expect: fetch failed
