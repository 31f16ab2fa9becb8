// The texts of the pairs lie in one block, which is left and filled anew as pairs come and go.
const params = new URLSearchParams("a=1&b=2");
for (let i = 0; i < 1000; i++) params.append(`n${i % 10}`, `v${i}`);
for (let i = 0; i < 10; i++) if (i !== 3) params.delete(`n${i}`);
for (let i = 0; i < 1000; i++) params.set("b", `${i}`.repeat(i % 7));
console.log(params.size, params.get("a"), params.get("b"), params.getAll("n3").length); // expect: 102 1 999999999999999 100
console.log(params.getAll("n3").every((value, i) => value === `v${i * 10 + 3}`)); // expect: true
params.delete("n3");
console.log(`${params}`); // expect: a=1&b=999999999999999
params.delete("a");
params.delete("b");
console.log(`[${params}]`, params.size, params.has("")); // expect: [] 0 false
params.append("", "");
params.append("z", "é\u{1f600}");
params.append("\ufb00", "");
params.append("\u{1f600}", "");
params.sort();
console.log(`${params}`); // expect: =&z=%C3%A9%F0%9F%98%80&%F0%9F%98%80=&%EF%AC%80=

// Parsing: escapes at the ends of names and values, bytes that are no UTF-8, marks without anything between.
const read = (text) => console.log(JSON.stringify([...new URLSearchParams(text)]));
read("?&&=&a&=b&c=&d==e&"); // expect: [["",""],["a",""],["","b"],["c",""],["d","=e"]]
read("a%3Db=c%26d%"); // expect: [["a=b","c&d%"]]
read("%2=%4&1%+2=%%41"); // expect: [["%2","%4"],["1% 2","%A"]]
read("%C3%A9=é&x%ff%fey=%e2%82&z=1"); // expect: [["é","é"],["x��y","�"],["z","1"]]
read("%ff".repeat(40) + "=%ff&b=c"); // expect: [["����������������������������������������","�"],["b","c"]]
console.log(new URLSearchParams("%EF%BB%BFa=b").keys().next().value.codePointAt(0).toString(16)); // expect: feff
