// node: Node 20 reads single flags where the standard reads `flags`
// replace, match, matchAll and split read `flags`; where that can be noticed, it happens.
const results = () => ["aXbX".replace(/X/g, "-"), "aXbX".match(/X/g).length, "aXbX".split(/X/g).length, String(/X/gi)].join(" ");
console.log(results()); // expect: a-b- 2 3 /X/gi

const log = [];
const own = /X/g;
Object.defineProperty(own, "flags", { get() { log.push("own"); return "g"; } });
console.log("aXbX".replace(own, "-"), log.join()); // expect: a-b- own

class Loud extends RegExp { get flags() { log.push("class"); return super.flags; } }
console.log("aXbX".replace(new Loud("X", "g"), "-"), log.join()); // expect: a-b- own,class

const global = Object.getOwnPropertyDescriptor(RegExp.prototype, "global");
Object.defineProperty(RegExp.prototype, "global", { get() { log.push("global"); return false; }, configurable: true });
console.log("aXbX".replace(/X/g, "-"), log.join(), /X/g.flags); // expect: a-bX own,class,global
Object.defineProperty(RegExp.prototype, "global", global);
console.log(results()); // expect: a-b- 2 3 /X/gi

const flags = Object.getOwnPropertyDescriptor(RegExp.prototype, "flags");
delete RegExp.prototype.flags;
console.log("aXbX".replace(/X/g, "-")); // expect: a-bX
Object.defineProperty(RegExp.prototype, "flags", flags);
Object.setPrototypeOf(own, null);
console.log(RegExp.prototype[Symbol.replace].call(/X/g, "aX", "-")); // expect: a-
