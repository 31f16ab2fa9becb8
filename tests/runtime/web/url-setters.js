const show = (start, changes) => {
  const url = new URL(start);
  for (const [name, value] of Object.entries(changes)) url[name] = value;
  console.log(url.href);
};
show("http://a/", { protocol: "https", host: "b:81", pathname: "x y", search: "q", hash: "h" }); // expect: https://b:81/x%20y?q#h
show("https://a:80/", { protocol: "http:ignored" }); // expect: http://a/
show("http://a/", { protocol: "mailto" }); // expect: http://a/
show("a://b/", { protocol: "http" }); // expect: a://b/
show("http://u@a/", { protocol: "file" }); // expect: http://u@a/
show("http://a/", { username: "u:", password: "p@" }); // expect: http://u%3A:p%40@a/
show("http://u:p@a/", { username: "", password: "" }); // expect: http://a/
show("file:///x", { username: "u", port: "1", host: "h" }); // expect: file://h/x
show("http://a:1/", { port: "" }); // expect: http://a/
show("http://a/", { port: "8080x" }); // expect: http://a:8080/
show("http://a:1/", { port: "65536" }); // expect: http://a:1/
show("http://a:1/", { host: "b:x" }); // expect: http://b:1/
show("http://a/", { host: "", hostname: "b:81" }); // expect: http://a/
show("http://a/", { hostname: "[::0:1]" }); // expect: http://[::1]/
show("mailto:x", { host: "a", pathname: "y", search: "s", hash: "f" }); // expect: mailto:x?s#f
show("a:/b", { pathname: "//c" }); // expect: a:/.//c
show("a:/.//c", { host: "h" }); // expect: a://h//c
show("http://a/?b#c", { search: "", hash: "" }); // expect: http://a/
show("http://a/", { search: "?", hash: "#" }); // expect: http://a/?#
show("http://a/b", { search: "??a'\tb", hash: "##` \n" }); // expect: http://a/b??a%27b##%60%20
show("http://a/b", { pathname: "c/../d\\e?f#g" }); // expect: http://a/d/e%3Ff%23g
show("http://a/b", { href: "http://c/d" }); // expect: http://c/d
