// Names in lower case, values combined, cookies apart, iteration sorted and live.
const h = new Headers({ B: "1", a: "2" });
h.append("A", " 3\t");
h.append("Set-Cookie", "x=1");
h.append("set-cookie", "y=2");
console.log(JSON.stringify([...h])); // expect: [["a","2, 3"],["b","1"],["set-cookie","x=1"],["set-cookie","y=2"]]
console.log(h.get("a"), h.get("none"), h.getSetCookie().join("|")); // expect: 2, 3 null x=1|y=2
h.set("b", "4");
h.delete("A");
console.log(h.has("B"), h.has("a"), h.get("b")); // expect: true false 4
console.log([...h.keys()].join(), [...h.values()].join()); // expect: b,set-cookie,set-cookie 4,x=1,y=2
h.forEach((value, name, all) => console.log(value, name, all === h));
// expect: 4 b true
// expect: x=1 set-cookie true
// expect: y=2 set-cookie true
console.log(h[Symbol.iterator] === h.entries, String(h)); // expect: true [object Headers]
console.log(Object.prototype.toString.call(h.entries())); // expect: [object Headers Iterator]

// A change during iteration is seen.
const live = new Headers([["a", "1"], ["c", "3"]]);
const seen = [];
for (const [name] of live) {
  seen.push(name);
  if (name === "a") live.append("b", "2");
}
console.log(seen.join()); // expect: a,b,c

// What is given: pairs, records, another Headers; what is refused.
console.log(new Headers(live).get("c"), new Headers(new Map([["x", 5]])).get("x")); // expect: 3 5
for (const bad of [null, 5, [["a"]], [["a", "b", "c"]], [1], { "a b": "c" }, { a: "b\nc" }, { "": "x" }, { a: "\u0100" }, { [Symbol("s")]: "x" }])
  try {
    new Headers(bad);
    console.log("taken", bad);
  } catch (error) {
    console.log(error.name);
  }
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
try {
  Headers();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
try {
  Headers.prototype.get.call({}, "a");
} catch (error) {
  console.log(error.name); // expect: TypeError
}
console.log(new Headers({ a: "\xe9" }).get("a"), Object.keys(Headers.prototype).length); // expect: é 10

// Many headers, replaced often: the text is reclaimed.
const many = new Headers();
for (let i = 0; i < 3000; i++) many.set("name" + (i % 30), "value".repeat(10) + i);
console.log([...many].length, many.get("name29").slice(-4)); // expect: 30 2999
