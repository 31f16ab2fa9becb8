console.log("[" + " \t\n\u00a0\ufeffx \u2003".trim() + "]", "[" + " x ".trimStart() + "]", "[" + " x ".trimEnd() + "]"); // expect: [x] [x ] [ x]
