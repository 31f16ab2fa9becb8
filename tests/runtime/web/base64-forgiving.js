const attempt = (run) => { try { return JSON.stringify(run()).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`); } catch (error) { return `${error.name} ${error.code}`; } };
for (const text of ["", " ", "YQ==", "YQ=", "YQ", "Y Q\t=\n=", "YWI=", "YWI", "YWJj", "YWJj=", "YWJj==", "====", "=", "YR", "Y", "YWJjZ", "ab-_", "a\u00a0b", "é", "\u2028", "YQ==YQ", "/+8=", null, undefined, 12])
  console.log(attempt(() => atob(text)));
// expect: ""
// expect: ""
// expect: "a"
// expect: InvalidCharacterError 5
// expect: "a"
// expect: "a"
// expect: "ab"
// expect: "ab"
// expect: "abc"
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: "a"
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: "\u00ff\u00ef"
// expect: "\u009e\u00e9e"
// expect: InvalidCharacterError 5
// expect: "\u00d7"
for (const text of ["", "a", "ab", "abc", "\xff\xfe", "é", "€", "\u0100", null, undefined, 12]) console.log(attempt(() => btoa(text)));
// expect: ""
// expect: "YQ=="
// expect: "YWI="
// expect: "YWJj"
// expect: "//4="
// expect: "6Q=="
// expect: InvalidCharacterError 5
// expect: InvalidCharacterError 5
// expect: "bnVsbA=="
// expect: "dW5kZWZpbmVk"
// expect: "MTI="
const all = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i)).join("");
console.log(atob(btoa(all)) === all, attempt(() => atob()), attempt(() => btoa())); // expect: true TypeError ERR_MISSING_ARGS TypeError ERR_MISSING_ARGS
