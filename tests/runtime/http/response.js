const r = new Response("hé", { status: 201, statusText: "Made", headers: { x: "y" } });
console.log(r.status, r.ok, r.statusText, r.type, r.url === "", r.redirected); // expect: 201 true Made default true false
console.log(JSON.stringify([...r.headers])); // expect: [["content-type","text/plain;charset=UTF-8"],["x","y"]]
console.log(r.bodyUsed, await r.text(), r.bodyUsed); // expect: false hé true
await r.text().catch((error) => console.log(error.name, error.message)); // expect: TypeError Body is unusable: Body has already been read
try {
  r.clone();
} catch (error) {
  console.log(error.name); // expect: TypeError
}

console.log(JSON.stringify(await Response.json({ a: [1] }).json())); // expect: {"a":[1]}
console.log(Response.json(1).headers.get("content-type")); // expect: application/json
console.log(Response.json(1, { status: 400, headers: { "content-type": "a/b" } }).headers.get("content-type")); // expect: a/b
const error = Response.error();
console.log(error.type, error.status, error.body); // expect: error 0 null
try {
  error.headers.set("a", "b");
} catch (e) {
  console.log(e.name); // expect: TypeError
}
const moved = Response.redirect("http://example.com/a b", 301);
console.log(moved.status, moved.headers.get("location")); // expect: 301 http://example.com/a%20b

// Bodies
console.log(await new Response().text() === "", new Response(null).body); // expect: true null
console.log(await new Response(new Uint8Array([104, 105])).text()); // expect: hi
console.log(await new Response(new Uint8Array([1, 104, 105]).subarray(1)).text()); // expect: hi
console.log((await new Response("abc").arrayBuffer()).byteLength, (await new Response("é").bytes()).join()); // expect: 3 195,169
console.log((await new Response("\ufeffabc").text()).length, JSON.stringify(await new Response("a\ud800").text())); // expect: 3 "a�"
console.log(await new Response(new URLSearchParams({ a: "b c" })).text()); // expect: a=b+c
console.log(await new Response(12).text()); // expect: 12
await new Response("{").json().catch((e) => console.log(e.name)); // expect: SyntaxError
const twice = new Response("both");
console.log(await twice.clone().text(), await twice.text()); // expect: both both
const bytes = new Response(new Uint8Array([65]));
console.log(await bytes.clone().text(), await bytes.text()); // expect: A A

for (const make of [
  () => new Response("", { status: 199 }),
  () => new Response("", { status: 600 }),
  () => new Response("x", { status: 204 }),
  () => new Response("", { statusText: "a\nb" }),
  () => new Response("", { headers: 5 }),
  () => new Response("", 5),
  () => Response.redirect("not a url"),
  () => Response.redirect("http://a/", 200),
  () => Response.json(undefined),
  () => Response.json(),
  () => Response("x"),
])
  try {
    make();
    console.log("made");
  } catch (e) {
    console.log(e.name);
  }
// expect: RangeError
// expect: RangeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: RangeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
class Mine extends Response {}
console.log(new Mine("x") instanceof Mine, new Response(null, { status: 204 }).status); // expect: true 204
