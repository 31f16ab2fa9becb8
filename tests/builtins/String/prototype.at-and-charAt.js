console.log("abc".at(-1), "abc".charAt(1), "abc".charAt(9) === "", "abc".charCodeAt(0), "abc".charCodeAt(9), "😀".codePointAt(0)); // expect: c b true 97 NaN 128512
