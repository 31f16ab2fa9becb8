console.log(/\u{1F600}+/u.exec("x😀😀")[0].length, /^.$/u.test("😀"), /^.$/.test("😀")); // expect: 4 true false
console.log(/k/iu.test("\u212a"), /[^k]/iu.test("\u212a"), /\w/iu.test("ſ"), /k/i.test("\u212a")); // expect: true false true false
console.log(/[[a-z]&&[aeiou]]/v.exec("xe")[0], /[\q{abc|d}]/v.exec("xabcd")[0], /[\w--[a-c]]/v.exec("abcd")[0]); // expect: e abc d
console.log("x😀y".split(/(?:)/u).length, /\udf06/u.test("\ud834\udf06")); // expect: 3 false
