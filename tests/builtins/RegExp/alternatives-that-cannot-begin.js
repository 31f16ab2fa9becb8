// Alternatives are not tried where their first character is not there; captures and order stay.
console.log(/^(?:a|b|c)+$/.test("abcab"), /^(?:a|b|c)+$/.test("abd")); // expect: true false
console.log("xfoobar".match(/(foo)|(bar)/).join("|"), "barfoo".match(/(foo)|(bar)/).join("|")); // expect: foo|foo| bar||bar
console.log(/(?:a|ab)(?:c|bcd)(?:d*)/.exec("abcd")[0], /^(?:|a)+$/.test("aaa")); // expect: abcd true
console.log(/(a|ab)??c/.exec("abc")[0], /(?:[0-9]|x)*?y/.exec("1x2y")[0]); // expect: abc 1x2y
console.log(/(?:a|$)/.exec("b").index, /(?:é|e)x/i.exec("ÉX")[0]); // expect: 1 ÉX
