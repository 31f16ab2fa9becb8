console.log(encodeURIComponent("a b&é€😀"), encodeURI("http://x/a b?q=é#h"), decodeURIComponent("%E2%82%AC%41"), decodeURI("%23%20")); // expect: a%20b%26%C3%A9%E2%82%AC%F0%9F%98%80 http://x/a%20b?q=%C3%A9#h €A %23 
for (const f of [() => encodeURIComponent("\ud800"), () => decodeURIComponent("%"), () => decodeURIComponent("%C0%80")]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: URIError
// expect: URIError
// expect: URIError
