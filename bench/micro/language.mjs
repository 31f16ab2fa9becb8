// SPDX-License-Identifier: MIT
// Calls, closures, classes, control flow, arithmetic, dictionaries, collections, typed arrays.
import { measure } from "./measure.mjs";

const size = 10000;

measure("loop.empty", size, (n) => {
  let i = 0;
  for (; i < n; i++);
  return i;
}, size);
measure("call.plain", size, (n) => {
  const f = (a) => a;
  let x = 0;
  for (let i = 0; i < n; i++) x = f(i);
  return x;
}, size - 1);
measure("call.method", size, (n) => {
  const o = { v: 1, f(a) { return this.v + a; } };
  let x = 0;
  for (let i = 0; i < n; i++) x = o.f(i);
  return x;
}, size);
measure("call.missing-arguments", size, (n) => {
  const f = (a, b, c) => a;
  let x = 0;
  for (let i = 0; i < n; i++) x = f(i);
  return x;
}, size - 1);
measure("call.default-parameter", size, (n) => {
  const f = (a, b = 2) => a + b;
  let x = 0;
  for (let i = 0; i < n; i++) x = f(i);
  return x;
}, size + 1);
measure("call.apply", size, (n) => {
  function f(a) { return a; }
  let x = 0;
  for (let i = 0; i < n; i++) x = f.apply(null, [i]);
  return x;
}, size - 1);
measure("call.call", size, (n) => {
  function f(a) { return a; }
  let x = 0;
  for (let i = 0; i < n; i++) x = f.call(null, i);
  return x;
}, size - 1);
measure("call.bound", size, (n) => {
  const f = function (a) { return a; }.bind(null);
  let x = 0;
  for (let i = 0; i < n; i++) x = f(i);
  return x;
}, size - 1);
measure("call.arguments", size, (n) => {
  function f() { return arguments.length; }
  let x = 0;
  for (let i = 0; i < n; i++) x += f(i, i);
  return x;
}, 2 * size);
measure("call.arguments-apply", size, (n) => {
  function g(a, b) { return a; }
  function f() { return g.apply(this, arguments); }
  let x = 0;
  for (let i = 0; i < n; i++) x = f(i, i);
  return x;
}, size - 1);
measure("closure.make", size, (n) => {
  let f;
  for (let i = 0; i < n; i++) f = () => i;
  return f();
}, size - 1);
measure("closure.counter", size, (n) => {
  let count = 0;
  const f = () => { count++; };
  for (let i = 0; i < n; i++) f();
  return count;
}, size);
class Point {
  constructor(x, y) { this.x = x; this.y = y; }
  get norm() { return this.x; }
  set norm(x) { this.x = x; }
  static of(x) { return x; }
}
class Point3 extends Point {
  #secret = 3;
  z = 1;
  constructor(x, y) { super(x, y); }
  reveal() { return this.#secret; }
  sum() { return this.x; }
}
class Point4 extends Point3 {
  sum() { return super.sum() + 1; }
}
measure("class.new", size, (n) => {
  let p;
  for (let i = 0; i < n; i++) p = new Point(i, i);
  return p.x;
}, size - 1);
measure("class.new-derived", size, (n) => {
  let p;
  for (let i = 0; i < n; i++) p = new Point3(i, i);
  return p.x;
}, size - 1);
function Old(x, y) { this.x = x; this.y = y; }
measure("class.new-function", size, (n) => {
  let p;
  for (let i = 0; i < n; i++) p = new Old(i, i);
  return p.x;
}, size - 1);
measure("class.getter", size, (n) => {
  const p = new Point(1, 2);
  let x = 0;
  for (let i = 0; i < n; i++) x += p.norm;
  return x;
}, size);
measure("class.setter", size, (n) => {
  const p = new Point(1, 2);
  for (let i = 0; i < n; i++) p.norm = i;
  return p.x;
}, size - 1);
measure("class.private", size, (n) => {
  const p = new Point3(1, 2);
  let x = 0;
  for (let i = 0; i < n; i++) x += p.reveal();
  return x;
}, 3 * size);
measure("class.super-method", size, (n) => {
  const p = new Point4(1, 2);
  let x = 0;
  for (let i = 0; i < n; i++) x += p.sum();
  return x;
}, 2 * size);
measure("class.static", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) x += Point.of(1);
  return x;
}, size);
measure("class.instanceof", size, (n) => {
  const p = new Point3(1, 2);
  let x = 0;
  for (let i = 0; i < n; i++) if (p instanceof Point) x++;
  return x;
}, size);
measure("property.polymorphic", size, (n) => {
  const objects = [{ a: 1 }, { b: 1, a: 1 }, { c: 1, a: 1 }, { d: 1, a: 1 }];
  let x = 0;
  for (let i = 0; i < n; i++) x += objects[i & 3].a;
  return x;
}, size);
measure("property.polymorphic-method", size, (n) => {
  class A { f() { return 1; } }
  class B { f() { return 1; } }
  class C { f() { return 1; } }
  const objects = [new A(), new B(), new C(), new A()];
  let x = 0;
  for (let i = 0; i < n; i++) x += objects[i & 3].f();
  return x;
}, size);
measure("property.missing", size, (n) => {
  const o = { a: 1 };
  let x = 0;
  for (let i = 0; i < n; i++) if (o.b === undefined) x++;
  return x;
}, size);
measure("property.optional-chain", size, (n) => {
  const o = { a: { b: 1 } };
  let x = 0;
  for (let i = 0; i < n; i++) x += o?.a?.b;
  return x;
}, size);
measure("property.increment", size, (n) => {
  const o = { a: 0 };
  for (let i = 0; i < n; i++) o.a++;
  return o.a;
}, size);
measure("object.literal", size, (n) => {
  let o;
  for (let i = 0; i < n; i++) o = { a: i, b: 2, c: "x", d: null };
  return o.a;
}, size - 1);
measure("object.spread", size, (n) => {
  const base = { a: 1, b: 2, c: 3 };
  let o;
  for (let i = 0; i < n; i++) o = { ...base, d: i };
  return o.d;
}, size - 1);
measure("object.destructure", size, (n) => {
  const o = { a: 1, b: 2, c: 3 };
  let x = 0;
  for (let i = 0; i < n; i++) {
    const { a, b, c } = o;
    x += a + b + c;
  }
  return x;
}, 6 * size);
measure("object.keys", size, (n) => {
  const o = { a: 1, b: 2, c: 3 };
  let x = 0;
  for (let i = 0; i < n; i++) x += Object.keys(o).length;
  return x;
}, 3 * size);
measure("object.entries", size, (n) => {
  const o = { a: 1, b: 2, c: 3 };
  let x = 0;
  for (let i = 0; i < n; i++) for (const [, v] of Object.entries(o)) x += v;
  return x;
}, 6 * size);
measure("object.assign", size, (n) => {
  const o = { a: 1, b: 2, c: 3 };
  let x;
  for (let i = 0; i < n; i++) x = Object.assign({}, o);
  return x.c;
}, 3);
measure("object.for-in", size, (n) => {
  const o = { a: 1, b: 2, c: 3 };
  let x = 0;
  for (let i = 0; i < n; i++) for (const k in o) x += o[k];
  return x;
}, 6 * size);
measure("object.hasOwn", size, (n) => {
  const o = { a: 1, b: 2, c: 3 };
  let x = 0;
  for (let i = 0; i < n; i++) if (Object.hasOwn(o, "b")) x++;
  return x;
}, size);
measure("object.hasOwnProperty", size, (n) => {
  const o = { a: 1, b: 2, c: 3 };
  let x = 0;
  for (let i = 0; i < n; i++) if (o.hasOwnProperty("b")) x++;
  return x;
}, size);
const keys = Array.from({ length: 1000 }, (_, i) => "key" + i);
measure("dictionary.read", size, (n) => {
  const o = {};
  for (const key of keys) o[key] = 1;
  let x = 0;
  for (let i = 0; i < n; i++) x += o[keys[i % 1000]];
  return x;
}, size);
measure("dictionary.count", size, (n) => {
  const o = Object.create(null);
  for (let i = 0; i < n; i++) {
    const key = keys[i % 1000];
    o[key] = (o[key] || 0) + 1;
  }
  return o.key5;
}, 10);
measure("dictionary.delete", size, (n) => {
  const o = {};
  for (let i = 0; i < n; i++) {
    o[keys[i % 10]] = i;
    delete o[keys[i % 10]];
  }
  return Object.keys(o).length;
}, 0);
measure("dictionary.small-keys", size, (n) => {
  const o = { a: 1, b: 2, c: 3, d: 4 };
  const names = ["a", "b", "c", "d"];
  let x = 0;
  for (let i = 0; i < n; i++) x += o[names[i & 3]];
  return x;
}, size * 2.5);
measure("dictionary.in", size, (n) => {
  const o = { a: 1, b: 2 };
  const names = ["a", "b", "c", "d"];
  let x = 0;
  for (let i = 0; i < n; i++) if (names[i & 3] in o) x++;
  return x;
}, size / 2);
measure("map.string", size, (n) => {
  const map = new Map();
  for (let i = 0; i < n; i++) {
    const key = keys[i % 1000];
    map.set(key, (map.get(key) || 0) + 1);
  }
  return map.size;
}, 1000);
measure("map.int-set", size, (n) => {
  const map = new Map();
  for (let i = 0; i < n; i++) map.set(i, i);
  return map.size;
}, size);
const bigMap = new Map(Array.from({ length: size }, (_, i) => [i, i]));
measure("map.int-get", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) x += bigMap.get(i);
  return x;
}, 49995000);
measure("map.for-of", size, () => {
  let x = 0;
  for (const [key, value] of bigMap) x += value - key;
  return x;
}, 0);
measure("map.forEach", size, () => {
  let x = 0;
  bigMap.forEach((value) => { x += value; });
  return x;
}, 49995000);
measure("map.object-keys", size, (n) => {
  const map = new Map();
  for (let i = 0; i < n; i++) map.set({}, i);
  return map.size;
}, size);
measure("set.add-has", size, (n) => {
  const set = new Set();
  let x = 0;
  for (let i = 0; i < n; i++) {
    set.add(i & 255);
    if (set.has(i & 511)) x++;
  }
  return set.size;
}, 256);
measure("set.delete", size, (n) => {
  const set = new Set();
  for (let i = 0; i < n; i++) {
    set.add(i);
    set.delete(i - 5);
  }
  return set.size;
}, 5);
measure("weakmap.get-set", size, (n) => {
  const map = new WeakMap();
  const key = {};
  let x = 0;
  for (let i = 0; i < n; i++) {
    map.set(key, i);
    x = map.get(key);
  }
  return x;
}, size - 1);
measure("math.floor", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) x += Math.floor(i / 2);
  return x;
}, 24995000);
measure("math.max", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) x = Math.max(x, i);
  return x;
}, size - 1);
measure("math.sqrt-abs", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) x += Math.abs(Math.sqrt(4));
  return x;
}, 2 * size);
measure("math.random", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) if (Math.random() < 2) x++;
  return x;
}, size);
measure("math.imul", size, (n) => {
  let x = 1;
  for (let i = 0; i < n; i++) x = Math.imul(x, 3) | 1;
  return x & 1;
}, 1);
measure("arithmetic.double", size, (n) => {
  let x = 0.5;
  for (let i = 0; i < n; i++) x = x * 1.0000001 + 0.25 - i / 4;
  return x < 0;
}, true);
measure("arithmetic.bits", size, (n) => {
  let x = 1;
  for (let i = 0; i < n; i++) x = ((x << 5) ^ (x >>> 3) ^ i) | 0;
  return x | 1 ? 1 : 0;
}, 1);
measure("arithmetic.uint32", size, (n) => {
  let x = 1;
  for (let i = 0; i < n; i++) x = (x * 1664525 + 1013904223) >>> 0;
  return x > 0;
}, true);
measure("arithmetic.modulo", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) x += (i + 0.5) % 7;
  return x > 0;
}, true);
measure("arithmetic.power", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) x += 1.5 ** 3;
  return x;
}, 3.375 * size);
measure("arithmetic.bigint", size, (n) => {
  let x = 0n;
  for (let i = 0; i < n; i++) x += 3n;
  return Number(x);
}, 3 * size);
measure("switch.int", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) {
    switch (i & 7) {
      case 0: x += 1; break;
      case 1: x += 2; break;
      case 2: x += 3; break;
      case 3: x += 4; break;
      case 4: x += 5; break;
      case 5: x += 6; break;
      case 6: x += 7; break;
      default: x += 8;
    }
  }
  return x;
}, 45000);
measure("switch.string", size, (n) => {
  const names = ["alpha", "beta", "gamma", "delta"];
  let x = 0;
  for (let i = 0; i < n; i++) {
    switch (names[i & 3]) {
      case "alpha": x += 1; break;
      case "beta": x += 2; break;
      case "gamma": x += 3; break;
      case "delta": x += 4; break;
    }
  }
  return x;
}, 25000);
measure("try.enter", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) {
    try { x++; } catch { x--; }
  }
  return x;
}, size);
measure("try.throw-catch", 1000, (n) => {
  let x = 0;
  const error = new Error("x");
  for (let i = 0; i < n; i++) {
    try { throw error; } catch { x++; }
  }
  return x;
}, 1000);
measure("try.new-error", 1000, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) if (new Error("x").message === "x") x++;
  return x;
}, 1000);
measure("try.finally", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) {
    try { x++; } finally { x++; }
  }
  return x;
}, 2 * size);
measure("typeof", size, (n) => {
  const values = [1, "x", {}, undefined];
  let x = 0;
  for (let i = 0; i < n; i++) if (typeof values[i & 3] === "string") x++;
  return x;
}, size / 4);
measure("logic.truthy", size, (n) => {
  const values = [1, "", {}, undefined];
  let x = 0;
  for (let i = 0; i < n; i++) if (values[i & 3] && i >= 0) x++;
  return x;
}, size / 2);
measure("generator.next", size, (n) => {
  function* g() { for (let i = 0; i < n; i++) yield i; }
  let x = 0;
  for (const v of g()) x = v;
  return x;
}, size - 1);
measure("iterator.custom", size, (n) => {
  const iterable = {
    [Symbol.iterator]() {
      let i = 0;
      return { next: () => (i < n ? { value: i++, done: false } : { value: undefined, done: true }) };
    },
  };
  let x = 0;
  for (const v of iterable) x = v;
  return x;
}, size - 1);
const bytes = new Uint8Array(size);
measure("typed.uint8-write", size, (n) => {
  for (let i = 0; i < n; i++) bytes[i] = i;
  return bytes[255];
}, 255);
measure("typed.uint8-read", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) x += bytes[i];
  return x > 0;
}, true);
const doubles = new Float64Array(size);
measure("typed.float64-update", size, (n) => {
  for (let i = 0; i < n; i++) doubles[i] = doubles[i] * 0.5 + 1;
  return doubles.length;
}, size);
const ints = new Int32Array(size);
measure("typed.int32-update", size, (n) => {
  for (let i = 0; i < n; i++) ints[i] = (ints[i] + i) | 0;
  return ints.length;
}, size);
const view = new DataView(new ArrayBuffer(64));
measure("typed.dataview", size, (n) => {
  let x = 0;
  for (let i = 0; i < n; i++) {
    view.setInt32(8, i, true);
    x += view.getInt32(8, true);
  }
  return x;
}, 49995000);
measure("typed.set-subarray", 1000, (n) => {
  for (let i = 0; i < n; i++) bytes.set(bytes.subarray(0, 64), 128);
  return bytes.length;
}, size);
measure("typed.new-small", 1000, (n) => {
  let x;
  for (let i = 0; i < n; i++) x = new Uint8Array(16);
  return x.length;
}, 16);
measure("proxy.get", size, (n) => {
  const proxy = new Proxy({ a: 1 }, { get: (target, key) => target[key] });
  let x = 0;
  for (let i = 0; i < n; i++) x += proxy.a;
  return x;
}, size);
measure("symbol.property", size, (n) => {
  const key = Symbol("k");
  const o = { [key]: 1 };
  let x = 0;
  for (let i = 0; i < n; i++) x += o[key];
  return x;
}, size);
globalThis.someGlobal = 0;
measure("global.update", size, (n) => {
  for (let i = 0; i < n; i++) someGlobal = i;
  return someGlobal;
}, size - 1);
