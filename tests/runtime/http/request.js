const q = new Request("HTTP://Example.com/a?b#c", { method: "post", body: "x=1", headers: [["A", "b"]], redirect: "manual" });
console.log(q.method, q.url, q.redirect, q.mode, q.credentials, q.cache, q.referrer); // expect: POST http://example.com/a?b#c manual cors same-origin default about:client
console.log(JSON.stringify([...q.headers]), q.duplex, q.keepalive, q.integrity === ""); // expect: [["a","b"],["content-type","text/plain;charset=UTF-8"]] half false true
const copy = q.clone();
console.log(await q.text(), await copy.text(), q.bodyUsed); // expect: x=1 x=1 true
try {
  new Request(q);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
const from = new Request("http://a/", { method: "PUT", body: "moved" });
const to = new Request(from, { headers: { k: "v" } });
console.log(from.bodyUsed, to.method, to.headers.get("k"), await to.text()); // expect: true PUT v moved
console.log(new Request("http://a", { method: "patch" }).method, new Request("http://a", { method: "PATCH" }).method); // expect: patch PATCH
console.log(new Request(new URL("http://a/b")).url); // expect: http://a/b

const controller = new AbortController();
const watched = new Request("http://a/", { signal: controller.signal });
console.log(watched.signal === controller.signal, watched.signal.aborted); // expect: false false
controller.abort(new Error("why"));
console.log(watched.signal.aborted, watched.signal.reason.message); // expect: true why

for (const [input, init] of [
  ["no url"],
  ["http://user:pass@a/"],
  ["http://a", { method: "a b" }],
  ["http://a", { method: "TRACE" }],
  ["http://a", { body: "x" }],
  ["http://a", { mode: "navigate" }],
  ["http://a", { mode: "nonsense" }],
  ["http://a", { cache: "only-if-cached" }],
  ["http://a", { window: 1 }],
  ["http://a", { signal: {} }],
  ["http://a", { referrer: "http://:bad:" }],
  ["http://a", { mode: "no-cors", method: "PUT" }],
  ["http://a", { priority: "most" }],
])
  try {
    new Request(input, init);
    console.log("made", input, init);
  } catch (error) {
    console.log(error.name);
  }
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError

// Requests without CORS take few headers.
const strict = { mode: "no-cors", headers: new Headers({ accept: "a", potato: "p", "content-type": "text/plain" }) };
console.log(JSON.stringify([...new Request("http://a", strict).headers])); // expect: [["accept","a"],["content-type","text/plain"]]
console.log(JSON.stringify([...new Request(new Request("http://a", { headers: { potato: "p" } }), { mode: "no-cors" }).headers])); // expect: []
