// SPDX-License-Identifier: MIT
// Every function of lodash is called with many kinds of arguments; what comes back, or is thrown, is printed.
const _ = require("lodash");
const util = require("util");

function* values() {
  yield* [undefined, null, 0, -0, NaN, 3.7, -12, "", "fooBar baz-Qux", "<&>", true, /a(b)?/g, Symbol.iterator];
  yield* [[], [1, 2, 3, 2, 1], [[3, [4, [5]]], 1], ["b", "a", "c"], [{ a: 1, b: 2 }, { a: 2, b: 1 }, { a: 1, b: 3 }]];
  yield* [{}, { a: 1, b: { c: [1, { d: 2 }] } }, { length: 2, 0: "x", 1: "y" }, new Map([["k", 1]]), new Set([1, "two"])];
  yield* [function named(a, b) { return a; }, (n) => n % 2 === 0, new Error("e"), new Date(86400000), new Uint8Array([1, 2])];
}
const second = [undefined, 2, "a", "b.c[1].d", ["a"], { a: 1 }, (x) => (x && x.a) ?? x, [1, 2]];

// These differ from run to run, work with time or the machine, or never come to an end with such numbers.
const leaveOut = new Set(["now", "random", "sample", "sampleSize", "shuffle", "uniqueId", "debounce", "throttle", "delay", "defer",
  "runInContext", "noConflict", "mixin", "template", "times", "range", "rangeRight", "bindAll", "isNative"]);
// Their text differs from engine to engine.
const show = (value) => {
  if (typeof value === "function") return "a function";
  return util.inspect(value, { depth: 4, breakLength: 200, maxArrayLength: 20 }).replace(/\n\s+at .*/g, "").replace(/\[stack\].*/g, "");
};
const outcome = (work) => {
  try {
    return show(work());
  } catch (error) {
    return `throws ${error.name}`;
  }
};
for (const name of _.functions(_).sort()) {
  if (leaveOut.has(name)) continue;
  let n = 0;
  const seen = [];
  for (const value of values()) {
    seen.push(outcome(() => _[name](value)));
    for (const other of second) seen.push(outcome(() => _[name](_.cloneDeep(value), other)));
    seen.push(outcome(() => _[name](_.cloneDeep(value), second[n++ % second.length], second[(n * 3) % second.length])));
  }
  console.log(name, seen.join(" | ").slice(0, 4000));
}

console.log(_.template("<% _.forEach(users, (u) => { %><li><%- u %> ${ u.length }</li><% }) %>")({ users: ["<a>", "b"] }));
console.log(_.chain([5, 1, 4]).sortBy().map((n) => n * 2).reverse().zip("abc").fromPairs().value());
console.log(_([1, 2, 3, 4]).filter((n) => n % 2).map((n) => n * n).take(1).value(), _.range(1, 20, 4), _.times(3, String));
const add = _.curry((a, b, c) => a + b + c);
console.log(add(1)(2)(3), add(1, _, 3)(2), _.flow([_.camelCase, _.upperFirst])("some words here"), _.partialRight(Math.max, 9)(1));
const debounced = _.debounce((x) => console.log("debounced", x), 5);
[1, 2, 3].forEach((x) => debounced(x));
_.defer((x) => console.log("deferred", x), 1);
