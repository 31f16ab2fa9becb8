function attempt(run) {
  try {
    console.log(run());
  } catch (error) {
    console.log(error.name, error.code, error.message, error.input, error.base);
  }
}
for (const input of ["", "x", "http://", "http://a b/", "http://[::1", "http://1.2.3.256", "http://a:65536", "http://a^", "//x", "http://u@", "http://%00/", "http://[1.2.3.4]", "http://09"])
  if (URL.canParse(input) || URL.parse(input) !== null) console.log("parsed", input);
attempt(() => new URL("x")); // expect: TypeError ERR_INVALID_URL Invalid URL x undefined
attempt(() => new URL("x", "about:blank")); // expect: TypeError ERR_INVALID_URL Invalid URL x about:blank
attempt(() => new URL("http://a", "nonsense")); // expect: TypeError ERR_INVALID_URL Invalid URL http://a nonsense
attempt(() => { new URL("http://a").href = "//b"; }); // expect: TypeError ERR_INVALID_URL Invalid URL //b undefined
attempt(() => new URL()); // expect: TypeError ERR_MISSING_ARGS Failed to execute 'constructor' on 'URL': 1 argument required, but only 0 present. undefined undefined
attempt(() => URL("http://a").href); // expect: TypeError undefined Class constructor URL cannot be invoked without 'new' undefined undefined
attempt(() => new URL(Symbol())); // expect: TypeError undefined Cannot convert a Symbol value to a string undefined undefined
attempt(() => Object.getOwnPropertyDescriptor(URL.prototype, "href").get.call({})); // expect: TypeError undefined Method URL called on incompatible receiver #<Object> undefined undefined
attempt(() => { throw new (class extends URL {})("http://sub/").href; }); // expect: undefined undefined undefined undefined undefined
console.log(URL.parse("../b", "http://a/c/d").href, URL.canParse("b", "http://a"), URL.canParse("b", "c")); // expect: http://a/b true false
// node: other texts where arguments are missing
