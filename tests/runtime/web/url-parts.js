const url = new URL(" HTTPS://User:p%40ss w@EXAMPLE.com:8080/a/./b/../c d?q=1 2'#frag ment\n");
console.log(url.href); // expect: https://User:p%40ss%20w@example.com:8080/a/c%20d?q=1%202%27#frag%20ment
console.log(url.protocol, url.username, url.password, url.host, url.hostname, url.port); // expect: https: User p%40ss%20w example.com:8080 example.com 8080
console.log(url.pathname, url.search, url.hash, url.origin); // expect: /a/c%20d ?q=1%202%27 #frag%20ment https://example.com:8080
console.log(`${url}` === url.href, JSON.stringify({ url: new URL("a:b") })); // expect: true {"url":"a:b"}
for (const [input, base] of [
  ["../x?y", "http://h/a/b/c"], ["//other:80/", "http://h/a"], ["?q", "http://h/a?b#c"], ["#f", "about:blank"], ["", "http://h/a?b#c"],
  ["file:///C|/a/../.."], ["file://localhost/x"], ["http://0x7f.1/"], ["http://[1:0:0:2::]:80/"], ["a:/..//b"], ["data:a b ?c"],
  ["blob:https://a.b:1/id"], ["http://%41.com\\x"], ["x://é/%zz"], ["mailto:a@b"],
]) {
  const { href, origin } = base === undefined ? new URL(input) : new URL(input, base);
  console.log(href, origin);
}
// expect: http://h/a/x?y http://h
// expect: http://other/ http://other
// expect: http://h/a?q http://h
// expect: about:blank#f null
// expect: http://h/a?b http://h
// expect: file:///C:/ null
// expect: file:///x null
// expect: http://127.0.0.1/ http://127.0.0.1
// expect: http://[1:0:0:2::]/ http://[1:0:0:2::]
// expect: a:/.//b null
// expect: data:a b%20?c null
// expect: blob:https://a.b:1/id https://a.b:1
// expect: http://a.com/x http://a.com
// expect: x://%C3%A9/%zz null
// expect: mailto:a@b null
// node: older versions write "data:a b ?c"
