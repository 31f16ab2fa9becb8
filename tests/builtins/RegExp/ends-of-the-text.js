// Patterns that can begin only at the start or the end of the text, or with some characters.
const all = (re, s) => [...s.matchAll(re)].map((m) => `${m.index}:${m[0]}`).join(" ");
console.log(all(/^\s*|\s*$/g, "  a b  ")); // expect: 0:   5:   7:
console.log("|" + "  a b  ".replace(/^\s+|\s+$/g, "") + "|"); // expect: |a b|
console.log(all(/$/g, "ab"), all(/^/g, "ab"), all(/$/gm, "a\nb"), all(/^/gm, "a\nb")); // expect: 2: 0: 1: 3: 0: 2:
console.log(all(/(?:^|,)b/g, "b,b,ab"), all(/b(?:,|$)/g, "b,ba,b")); // expect: 0:b 1:,b 0:b, 5:b
console.log(all(/x*$/g, "axbxx"), all(/.*$/g, "ab\ncd"), all(/[^]*$/g, "ab\ncd")); // expect: 3:xx 5: 3:cd 5: 0:ab
// expect: cd 5:
console.log(all(/(?:$|x)*/g, "xxa"), /(?:^)*a/.test("ba"), /(?:$){2}/.test("a")); // expect: 0:xx 2: 3: true true
console.log(/a*^aab/.test("aab"), /a*(?:^|$)/.exec("aaba").index, /a*?^b/.test("ab")); // expect: true 0 false
console.log(/(?:a|$b|^)c/.exec("bc c")?.index ?? "none", /(?=$)/.exec("ab").index); // expect: none 2
console.log(/^a|b$/y.test("b"), /^a|b$/.exec("cab").index, /a$/.test("ab")); // expect: true 2 false
console.log(/\s*$/.exec("a" + " ".repeat(1000) + "b").index); // expect: 1002
