console.log(escape("ä €"), unescape("%u20AC%E4"), "a".bold(), "x".anchor('"')); // expect: %E4%20%u20AC €ä <b>a</b> <a name="&quot;">x</a>
console.log("abc".substr(-2, 1), "abc".trimLeft === "abc".trimStart); // expect: b true
