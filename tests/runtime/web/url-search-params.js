const p = new URLSearchParams("?a=1&b=2+3&a=%F0%9F%92%A9&c&=d&%FF=%zz");
console.log(`${p}`, p.size); // expect: a=1&b=2+3&a=%F0%9F%92%A9&c=&=d&%EF%BF%BD=%25zz 6
console.log(p.get("a"), p.getAll("a"), p.get("none"), p.has("b", "2 3"), p.has("b", "2"), p.has("c", undefined)); // expect: 1 [ '1', '💩' ] null true false true
p.append("x", "~*-._ !'()");
p.set("a", "only");
p.delete("c");
p.delete("b", "no");
p.delete("", "d");
console.log(p.toString()); // expect: a=only&b=2+3&%EF%BF%BD=%25zz&x=%7E*-._+%21%27%28%29
console.log(new URLSearchParams({ "\ud800x": 1, b: 2 }).toString()); // expect: %EF%BF%BDx=1&b=2
console.log(new URLSearchParams([["a", "b"], new Set(["c", "d"])]).toString(), new URLSearchParams(p).size, `${new URLSearchParams(null)}`, `${new URLSearchParams()}`); // expect: a=b&c=d 4 null= 
const sorted = new URLSearchParams("z=1&\uffff=2&😀=3&a=4&z=0&aa=5");
sorted.sort();
console.log([...sorted.keys()].map((name) => escape(name)).join(), sorted.getAll("z").join()); // expect: a,aa,z,z,%uD83D%uDE00,%uFFFF 1,0
console.log([...p].flat().join("|"), [...p.values()].length, p[Symbol.iterator] === p.entries); // expect: a|only|b|2 3|�|%zz|x|~*-._ !'() 4 true
const seen = [];
for (const [name] of p) { // the list is live
  seen.push(name);
  if (name === "a") p.delete("b");
}
console.log(seen.join()); // expect: a,�,x
p.forEach(function (value, name, list) { if (name === "a") console.log(value, list === p, this.t); }, { t: 1 }); // expect: only true 1
const iterator = p.keys();
const prototype = Object.getPrototypeOf(iterator);
console.log(Object.prototype.toString.call(iterator), Object.getPrototypeOf(prototype) === Iterator.prototype, Object.keys(prototype).join(), Object.getOwnPropertyNames(prototype).join()); // expect: [object URLSearchParams Iterator] true next next

const url = new URL("http://a/?x=1&y=2");
const { searchParams } = url;
console.log(searchParams === url.searchParams, searchParams.get("x")); // expect: true 1
searchParams.append("z", "a b");
console.log(url.href); // expect: http://a/?x=1&y=2&z=a+b
url.search = "?m=n";
console.log([...searchParams].join(), url.href); // expect: m,n http://a/?m=n
url.href = "http://b/?o=p#q";
console.log(`${searchParams}`); // expect: o=p
searchParams.delete("o");
console.log(url.href); // expect: http://b/#q
url.search = "";
console.log(searchParams.size); // expect: 0

for (const run of [() => new URLSearchParams([["a"]]), () => new URLSearchParams([1]), () => new URLSearchParams({ [Symbol.iterator]: 1 }), () => new URLSearchParams({ [Symbol("s")]: 1 }),
  () => p.append("a"), () => p.forEach(1), () => p.get.call({}, "a"), () => iterator.next.call({})])
  try { run(); } catch (error) { console.log(error.name, error.code); }
// expect: TypeError ERR_INVALID_TUPLE
// expect: TypeError ERR_INVALID_TUPLE
// expect: TypeError ERR_ARG_NOT_ITERABLE
// expect: TypeError undefined
// expect: TypeError ERR_MISSING_ARGS
// expect: TypeError ERR_INVALID_ARG_TYPE
// expect: TypeError undefined
// expect: TypeError undefined
// node: other codes where `this` is wrong
