// What needs no encoding is taken as it is in the input; next to it lies what is not.
const show = (input, base) => console.log(URL.canParse(input, base) ? new URL(input, base).href : "no URL");
const same = ["https://a.b/c/d.e?f=g#h", "http://a/@b:c", "http://u:p@a:81/@", "file:///c/d|", "x:y/../z", "x://h/a/b~!$&'()*+,;=:@|",
  "http://a/b..c/d./e", "http://a/%41/b%2e", "http://1.2.3.4.example/", "http://[2001:db8::1:0]/", "blob:x y?z"];
console.log(same.filter((each) => new URL(each).href !== each)); // expect: []
show("HTTPS://A.B/C"); // expect: https://a.b/C
show("http://a/b/../c"); // expect: http://a/c
show("http://a/b/%2E%2e/c/%2e"); // expect: http://a/c/
show("http://a/.b/..c/...");  // expect: http://a/.b/..c/...
show("http://a/b\\c"); // expect: http://a/b/c
show("http://a\\b@c"); // expect: http://a/b@c
show("x://a\\b@c/d"); // expect: x://a%5Cb@c/d
show("http://a/b c\"é"); // expect: http://a/b%20c%22%C3%A9
show("http://a/b/c d/../e"); // expect: http://a/b/e
show("http://a?b'c<d#e`f"); // expect: http://a/?b%27c%3Cd#e%60f
show("x://a?b'c"); // expect: x://a?b'c
show("http://u@v:w:x@a:80/"); // expect: http://u%40v:w%3Ax@a/
show("http://%41%2Eb/"); // expect: http://a.b/
show("http://a%3Ab/"); // expect: no URL
show("http://ex%41mple.%C3%A9/"); // expect: http://example.xn--9ca/
show("http://0x7F.1/"); // expect: http://127.0.0.1/
show("http://%31.0377.65535/"); // expect: http://1.255.255.255/
show("http://1.2.3.256/"); // expect: no URL
show("http://１.２.３.４/"); // expect: http://1.2.3.4/
show("http://[1:0:0:2::255.0.1.2]/"); // expect: http://[1::2:0:0:ff00:102]/
show("http://a:65535/"); // expect: http://a:65535/
show("http://a:65536/"); // expect: no URL
show("file:///C|/a/../../b"); // expect: file:///C:/b
show("file:c|x/y"); // expect: file:///c|x/y
show("/D|/x", "file:///C:/y"); // expect: file:///D:/x
show("x", "y://h"); // expect: y://h/x
show("/x/y", "http://a/b/c"); // expect: http://a/x/y
show("x/y", "http://a/b/c?d#e"); // expect: http://a/b/x/y
show("x:y  z  ?q"); // expect: x:y  z %20?q
show("x:é  #"); // expect: x:%C3%A9 %20#
// Tabs and newlines go, wherever they are, other controls do not.
for (const place of [0, 3, 8, 15, 16, 17, 23]) {
  const text = "http://example.com/abcdef", put = (c) => text.slice(0, place) + c + text.slice(place);
  if (new URL(put("\n")).href !== text) console.log("newline", place);
  if (place > 18 && new URL(put("\x01")).href !== put("%01")) console.log("control", place);
}
show("\u0001 http://a/\t \u0002"); // expect: http://a/
