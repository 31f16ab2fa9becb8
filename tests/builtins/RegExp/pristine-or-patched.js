// node: it reads other properties than flags, and inspects with regular expressions of its own
// Methods look at the flags and at exec of a RegExp each time, but where nobody could notice.
const run = (re) => [String("xay".replace(re, "-")), "xay".match(re)?.[0], "xay".search(re), "xay".split(re).join("|")].join();
console.log(run(/a/)); // expect: x-y,a,1,x|y

const own = /a/;
own.exec = () => null;
console.log(run(own)); // expect: xay,,-1,x|y
delete own.exec;
console.log(run(own)); // expect: x-y,a,1,x|y

class Sub extends RegExp {
  exec(s) { const m = super.exec(s); if (m) m[0] = "xa"; return m; }
}
console.log(run(new Sub("a"))); // expect: x-,xa,1,x|y

const original = RegExp.prototype.exec;
let calls = 0;
RegExp.prototype.exec = function (s) { calls++; return original.call(this, s); };
console.log(run(/a/), calls); // expect: x-y,a,1,x|y 6
RegExp.prototype.exec = original;
console.log(run(/a/), calls); // expect: x-y,a,1,x|y 6

const flags = Object.getOwnPropertyDescriptor(RegExp.prototype, "flags");
Object.defineProperty(RegExp.prototype, "flags", { get() { return "g"; }, configurable: true });
console.log("aa".replace(/a/y, "-")); // expect: --
Object.defineProperty(RegExp.prototype, "flags", flags);
console.log("aa".replace(/a/y, "-")); // expect: -a

const global = Object.getOwnPropertyDescriptor(RegExp.prototype, "global");
Object.defineProperty(RegExp.prototype, "global", { get() { return true; }, configurable: true });
console.log("aab".replace(/a/y, "-")); // expect: --b
Object.defineProperty(RegExp.prototype, "global", global);

// lastIndex may be anything.
const re = /a/y;
re.lastIndex = { valueOf() { console.log("asked"); return 1; } };
console.log("xay".replace(re, "-"), re.lastIndex); // expect: asked
// expect: x-y 2
Object.freeze(re);
try { "xay".replace(re, "-"); } catch (error) { console.log(error.name); } // expect: TypeError

// The replacement's conversion and the limit's may change the pattern.
const changing = /a/g;
console.log("ab".replace(changing, { toString() { changing.compile("b", "g"); return "-"; } })); // expect: a-
const splitting = /a/;
console.log("xaybz".split(splitting, { valueOf() { splitting.compile("b"); return 9; } })); // expect: [ 'x', 'ybz' ]

// Templates and functions see the captures; a function may use the pattern again.
console.log("2026-11-22".replace(/(?<y>\d+)-(\d+)-(\d+)/, "$3.$2.$<y> [$&] $$ $`|$'")); // expect: 22.11.2026 [2026-11-22] $ |
console.log("abc".replace(/b/, "[$&$1]"), "aXbX".replace(/X/g, "$'$$")); // expect: a[b$1]c abX$b$
const nested = /\d/g;
console.log("1a2".replace(nested, (d) => d + "x5".replace(nested, "y") + nested.lastIndex)); // expect: 1xy0a2xy0
console.log("aé😀".replace(/(?:)/gu, "-"), "aé😀".replace(/(?:)/g, "-").length); // expect: -a-é-😀- 9

// What exec returns; a literal is a new object each time.
const make = () => /(?<q>b)(c)?/d;
const found = make().exec("abc");
console.log(Object.keys(found), found.indices[1], found.indices.groups.q, Object.getOwnPropertyDescriptor(found, "index")); // expect: [ '0', '1', '2', 'index', 'input', 'groups', 'indices' ] [ 1, 2 ] [ 1, 2 ] { value: 1, writable: true, enumerable: true, configurable: true }
console.log(make() === make(), make().lastIndex, RegExp.$1, RegExp["$'"]); // expect: false 0 b 
"a-b".split(/$/y);
console.log(RegExp.lastMatch); // expect: bc
found.extra = 1;
found.push("more");
console.log(found.length, found.extra, /x/.exec("x").extra); // expect: 4 1 undefined
