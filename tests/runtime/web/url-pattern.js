const pattern = new URLPattern("https://*.example.com/books/:id(\\d+){/:part}?");
console.log(pattern.protocol, pattern.username, pattern.hostname, pattern.port === "", pattern.pathname, pattern.search, pattern.hash, pattern.hasRegExpGroups); // expect: https * *.example.com true /books/:id(\d+)/:part? * * true
const found = pattern.exec("https://www.example.com/books/12/end?x");
console.log(found.hostname.groups[0], found.pathname.groups.id, found.pathname.groups.part, found.pathname.input, found.search.input, found.inputs); // expect: www 12 end /books/12/end x [ 'https://www.example.com/books/12/end?x' ]
console.log(pattern.exec("https://www.example.com/books/12").pathname.groups.part, pattern.test("https://example.com/books/1"), pattern.exec("nonsense")); // expect: undefined false null
console.log(new URLPattern("/a/:b", "https://x.y:80/z?q#h").test("b", "https://x.y:80/a/"), new URLPattern({ pathname: "/:id" }).test({ pathname: "/7" }), new URLPattern().test("a:b")); // expect: true true true
for (const [path, ...texts] of [["/:a?", "/", "", "/x", "/x/y"], ["/:a+", "/x/y", "/"], ["/:a*", "/x/y", "", "/"], ["/{a}?b", "/b", "/ab"], ["/*", "/", "/x/y", ""], ["/a\\:b", "/a:b"], ["/(foo|bar)", "/foo", "/baz"]]) {
  const p = new URLPattern({ pathname: path });
  console.log(p.pathname, texts.map((pathname) => p.exec({ pathname })?.pathname.groups ?? null));
}
// expect: /:a? [ null, { a: undefined }, { a: 'x' }, null ]
// expect: /:a+ [ { a: 'x/y' }, null ]
// expect: /:a* [ { a: 'x/y' }, { a: undefined }, null ]
// expect: /{a}?b [ {}, {} ]
// expect: /* [ { '0': '' }, { '0': 'x/y' }, null ]
// expect: /a\:b [ {} ]
// expect: /(foo|bar) [ { '0': 'foo' }, null ]
console.log(new URLPattern("https://a/B", { ignoreCase: true }).test("https://a/b"), new URLPattern("https://a/B").test("https://a/b"), new URLPattern("data\\:x*").test("data:xyz")); // expect: true false true
console.log(new URLPattern("http{s}?://[\\:\\:1]:8*/é").pathname, new URLPattern({ protocol: "https", port: "443" }).port === "", new URLPattern({ hash: "#a", search: "?b" }).hash); // expect: /%C3%A9 true a
for (const run of [() => new URLPattern("/relative"), () => new URLPattern({}, "https://a"), () => new URLPattern({ pathname: "(" }), () => new URLPattern({ pathname: "/:a/:a" }), () => new URLPattern({ pathname: "(é)" }), () => new URLPattern({ port: "x{1}?" }),
  () => new URLPattern({ pathname: "/(a(b))" }), () => new URLPattern({ hostname: "a b" }), () => pattern.exec({ pathname: "/" }, "https://a"), () => URLPattern("/"), () => URLPattern.prototype.test.call({})])
  try { run(); console.log("none"); } catch (error) { console.log(error.name); }
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
console.log(Object.prototype.toString.call(pattern), Object.keys(URLPattern.prototype).join()); // expect: [object URLPattern] test,exec,protocol,username,password,hostname,port,pathname,search,hash,hasRegExpGroups
// node: Node 20 lacks it
