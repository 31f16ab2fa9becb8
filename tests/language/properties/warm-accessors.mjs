// Sites that have read or written an accessor often call its functions without the general way: all kinds of functions,
// what they throw and return, and what changes under them.
const WARM = 40;
function warm(read, object) {
  let result;
  for (let i = 0; i < WARM; i++) result = read(object);
  return result;
}
function attempt(fn) {
  try {
    return fn();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
}

class Counter {
  #n = 0;
  get next() { return ++this.#n; }
  set next(n) { this.#n = n; return 1000; }
  get self() { return this; }
  static get made() { return "static"; }
}
console.log(warm((o) => o.next, new Counter())); // expect: 40
console.log(warm((o) => o.next + o.next * 1000, new Counter())); // expect: 80079
console.log(warm((o) => o.self.self.next, new Counter())); // expect: 40
console.log(warm((o) => o.made, Counter)); // expect: static
console.log(warm((o) => (o.next = 7), new Counter()), warm((o) => o.next++, new Counter())); // expect: 7 79
console.log(warm((o) => { o.next = 5; return o.next; }, new Counter())); // expect: 6

// What they throw, and a register that keeps its value then.
const angry = { get a() { throw new Error("no"); }, set a(v) { throw new RangeError(`not ${v}`); } };
function keeps(o) {
  let kept = "kept";
  try { kept = o.a; } catch (e) { return kept + e.message; }
}
console.log(warm(keeps, angry)); // expect: keptno
console.log(warm((o) => attempt(() => (o.a = 3)), angry)); // expect: RangeError: not 3
const natively = Object.create(Map.prototype); // whose size throws
function keepsNatively(o) {
  let kept = "kept";
  try { kept = o.size; } catch (e) { return kept + " " + e.name; }
}
console.log(warm(keepsNatively, natively), warm((o) => o.size, new Map([[1, 2]]))); // expect: kept TypeError 1

// Every kind of function as an accessor's.
const accessor = (get, set) => Object.defineProperty({ name: "o" }, "x", { get, set, configurable: true });
const counter = (function* () { for (let i = 0; ; i++) yield i; })();
const kinds = {
  arrow: accessor(() => "arrow"),
  plain: accessor(function () { return this.name; }),
  withParameters: accessor(function (a, b = 2, ...c) { return [a, b, c.length, arguments.length].join(); }),
  async: accessor(async function () { return 1; }),
  generator: accessor(function* () { yield 1; }),
  asyncGenerator: accessor(async function* () {}),
  bound: accessor(function () { return this.name; }.bind({ name: "bound" })),
  proxy: accessor(new Proxy(function () { return this.name; }, {})),
  native: accessor(Object.prototype.toString),
  call: accessor(Function.prototype.call.bind(() => "called")),
  next: accessor(counter.next.bind(counter)),
  construct: accessor(class {}),
  missing: accessor(undefined, () => {}),
};
const texts = {};
for (const kind in kinds) texts[kind] = warm((o) => attempt(() => String(o.x)), kinds[kind]);
console.log(texts.arrow, texts.plain, texts.withParameters); // expect: arrow o ,2,0,0
console.log(texts.async, texts.generator, texts.asyncGenerator); // expect: [object Promise] [object Generator] [object AsyncGenerator]
console.log(texts.bound, texts.proxy, texts.native, texts.call, texts.next); // expect: bound o [object Object] called [object Object]
console.log(texts.construct.split(":")[0]); // expect: TypeError
console.log(texts.missing); // expect: undefined
const bareNext = Object.create(counter, { x: { get: counter.next } });
console.log(warm((o) => attempt(() => o.x), bareNext).split(":")[0]); // expect: TypeError
const generators = [];
for (let i = 0; i < WARM; i++)
  generators.push(Object.defineProperty((function* () { yield i; yield i * 2; })(), "x", { get: counter.next }));
let yielded = 0;
for (const g of generators) yielded += g.x.value + g.x.value;
console.log(yielded, generators[0].x.done); // expect: 2340 true
let awaited = 0;
async function awaits(o) { return (await o.x) + 1; }
for (let i = 0; i < WARM; i++) awaited += await awaits(kinds.async);
console.log(awaited); // expect: 80

// Setters: no parameter, several, and what they return is nobody's.
let heard;
const setters = {
  none: accessor(undefined, function () { heard = arguments.length; return "ignored"; }),
  several: accessor(undefined, function (a, b, ...c) { heard = [a, b, c.length]; }),
  bound: accessor(undefined, function (a) { heard = [this.name, a]; }.bind({ name: "bound" })),
  async: accessor(undefined, async function (a) { heard = a; }),
  native: accessor(undefined, Array.prototype.push),
};
const heards = Object.entries(setters).map(([kind, o]) => (warm((o) => (o.x = "v"), o), `${kind} ${heard}`));
console.log(heards.join("; "), setters.native.length); // expect: none 1; several v,,0; bound bound,v; async v; native v 40
const readOnly = accessor(() => 1);
console.log(warm((o) => attempt(() => (o.x = 1)), readOnly)); // expect: TypeError: Cannot set property x of #<Object> which has only a getter
console.log(warm(new Function("o", "return o.x = 3"), readOnly)); // expect: 3

// What changes: the accessor itself, the prototype, an own property before it.
const read = (o) => o.x;
const base = { get x() { return "first"; } }, derived = Object.create(base);
console.log(warm(read, derived)); // expect: first
Object.defineProperty(base, "x", { get: () => "second", configurable: true });
console.log(warm(read, derived)); // expect: second
Object.defineProperty(base, "x", { value: "data", configurable: true });
console.log(warm(read, derived)); // expect: data
Object.defineProperty(base, "x", { get: () => "third", configurable: true });
Object.defineProperty(derived, "x", { value: "own", configurable: true });
console.log(read(derived), delete derived.x, read(derived)); // expect: own true third
Object.setPrototypeOf(derived, { get x() { return "other"; } });
console.log(read(derived), read({}), read("text"), read(kinds.plain)); // expect: other undefined undefined o

// Frames: more arguments than registers, many registers, recursion without end, and the trace.
function crowded(o) { return o.self === o && arguments.length; }
console.log(warm((o) => crowded(o, ...Array(300).fill(1)), new Counter())); // expect: 301
const many = new Function("o", Array.from({ length: 250 }, (_, i) => `let v${i} = ${i};`).join("") +
  "const sum = o.next; return sum + v0 + v249;");
console.log(warm(many, new Counter())); // expect: 289
const endless = { get a() { return this.a; }, set b(v) { this.b = v; } };
console.log(attempt(() => endless.a), attempt(() => (endless.b = 1))); // expect: RangeError: Maximum call stack size exceeded RangeError: Maximum call stack size exceeded
const tracing = { get where() { return new Error("here").stack.split("\n")[2].includes("asker"); } };
function asker(o) { return o.where; }
console.log(warm(asker, tracing)); // expect: true
function* walks(o) { for (let i = 0; i < WARM; i++) yield o.next; }
console.log([...walks(new Counter())].length, [...walks(new Counter())].at(-1)); // expect: 40 40
