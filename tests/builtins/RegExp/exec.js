console.log(JSON.stringify(/(z)((a+)?(b+)?(c))*/.exec("zaacbbbcac"))); // expect: ["zaacbbbcac","z","ac","a",null,"c"]
console.log(/(?<=\$)\d+(\.\d*)?/.exec("$10.53")[0], /(?<!\$)\b\d+/.exec("$10 20")[0]); // expect: 10.53 20
console.log(JSON.stringify(/(?=(a+))a*b\1/.exec("baaabac"))); // expect: ["aba","a"]
console.log(/(?:(?<y>\d{4})-\d\d|\d\d-(?<y>\d{4}))/.exec("07-2024").groups.y); // expect: 2024
console.log(JSON.stringify(/a(?<n>b)?/d.exec("xab").indices.groups.n)); // expect: [2,3]
console.log(/(?i:a)b/.test("Ab"), /(?i:a)b/.test("AB")); // expect: true false
