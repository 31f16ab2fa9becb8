// The functions of node:url that are older than the URL Standard.
const url = require("url");
const show = (text, ...rest) => {
  const parts = url.parse(text, ...rest);
  return Object.keys(parts).filter((name) => parts[name] !== null && name !== "href").map((name) => `${name}=${typeof parts[name] === "object" ? JSON.stringify(parts[name]) : parts[name]}`).join(" ");
};
const attempt = (f) => {
  try {
    return f();
  } catch (error) {
    return `${error.name} ${error.code}`;
  }
};
console.log(show("http://user:pa%40ss@Sub.Example.com:8080/p/a/t/h?query=string#hash")); // expect: protocol=http: slashes=true auth=user:pa@ss host=sub.example.com:8080 port=8080 hostname=sub.example.com hash=#hash search=?query=string query=query=string pathname=/p/a/t/h path=/p/a/t/h?query=string
console.log(show("http://x?a=1&b=2&b=c%20d", true)); // expect: protocol=http: slashes=true host=x hostname=x search=?a=1&b=2&b=c%20d query={"a":"1","b":["2","c d"]} pathname=/ path=/?a=1&b=2&b=c%20d
console.log(show("//host/path")); // expect: pathname=//host/path path=//host/path
console.log(show("//host/path", false, true)); // expect: slashes=true host=host hostname=host pathname=/path path=/path
console.log(show("mailto:a@b.c?subject=x")); // expect: protocol=mailto: auth=a host=b.c hostname=b.c search=?subject=x query=subject=x path=?subject=x
console.log(show("javascript:alert('x');")); // expect: protocol=javascript: pathname=alert('x'); path=alert('x');
console.log(show("http://[FE80::1]:81/a")); // expect: protocol=http: slashes=true host=[fe80::1]:81 port=81 hostname=fe80::1 pathname=/a path=/a
console.log(show("http://bücher.de\\a b\"c")); // expect: protocol=http: slashes=true host=xn--bcher-kva.de hostname=xn--bcher-kva.de pathname=/a%20b%22c path=/a%20b%22c
console.log(show("file:///etc/passwd")); // expect: protocol=file: slashes=true host= hostname= pathname=/etc/passwd path=/etc/passwd
console.log(show("http://ab:cd/x")); // expect: protocol=http: slashes=true host=ab hostname=ab pathname=/:cd/x path=/:cd/x
console.log(show("a?b#c")); // expect: hash=#c search=?b query=b pathname=a path=a?b
console.log(show("")); // expect:
console.log(url.resolve("http://a.com/b/c/d.html", "../e?x#y")); // expect: http://a.com/b/e?x#y
console.log(url.resolve("http://a.com/b", "//o/z")); // expect: http://o/z
console.log(url.resolve("http://a.com", "/../g/./h")); // expect: http://a.com/g/h
console.log(url.resolve("/one/two/three", "four")); // expect: /one/two/four
console.log(url.resolve("one/two", "../../three")); // expect: ../three
console.log(url.resolve("http://u:p@a.com/x", "http:y")); // expect: http://u:p@a.com/y
console.log(url.resolve("https://a.com/x", "http:y")); // expect: http://y/
console.log(url.resolve("http://a.com/b?q#h", "")); // expect: http://a.com/b?q
console.log(url.resolve("http://a.com/b?q#h", "#new")); // expect: http://a.com/b?q#new
console.log(url.resolve("http://a.com/b?q", "?new")); // expect: http://a.com/b?new
console.log(url.resolve("file:///a/b", "../../c")); // expect: file:///c
console.log(url.format({ protocol: "https", hostname: "::1", port: 8443, pathname: "a?b#c", query: { x: [1, 2], y: "z w", none: null }, hash: "e" })); // expect: https://[::1]:8443/a%3Fb%23c?x=1&x=2&y=z%20w&none=#e
console.log(url.format({ auth: "a:b@c", host: "h", slashes: true })); // expect: //a:b%40c@h
console.log(url.format("HTTP://X.com")); // expect: http://x.com/
console.log(url.format(new URL("http://u:p@h/a?b#c"))); // expect: http://u:p@h/a?b#c
console.log(url.format({})); // expect:
console.log(attempt(() => url.parse(5)), attempt(() => url.format(5)), attempt(() => url.resolve("a"))); // expect: TypeError ERR_INVALID_ARG_TYPE TypeError ERR_INVALID_ARG_TYPE TypeError ERR_INVALID_ARG_TYPE
console.log(url.parse("http://x/") instanceof url.Url, url.parse("http://x/a").resolve("b")); // expect: true http://x/b
const { Blob: FromBuffer } = require("buffer");
console.log(FromBuffer === Blob, new FromBuffer(["x"]).size); // expect: true 1
