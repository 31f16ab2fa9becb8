console.log("a\tb\x41\u0042\u{43}\
D", 'it\'s', "\v\f\b".length, "\0".charCodeAt(0)); // expect: a	bABCD it's 3 0
console.log("\u{1F600}".length, "\uD83D\uDE00" === "😀", "\u2028".length); // expect: 2 true 1
