// Whatever its parameters, an executor sees what it would see of resolve and reject: both are always passed.
let passed; // what an executor saw of the two functions
const seen = (...functions) => {
  passed = functions.map((f) => (typeof f === "function" ? `${f.name}/${f.length}` : typeof f)).join(" ");
};
const show = (name, executor) => {
  passed = "-";
  const promise = new Promise(executor);
  console.log(`${name}: ${passed}`);
  promise.then((v) => settled.push(`${name}: ${v}`), (e) => settled.push(`${name}: no, ${e}`));
};
const settled = [];

show("none", () => seen());
show("one", (resolve) => seen(resolve));
show("two", (resolve, reject) => { seen(resolve, reject); reject(2); });
show("three", (resolve, reject, third) => { seen(resolve, reject, third); reject(3); });
show("default", (resolve, reject = "unused") => { seen(resolve, reject); reject("default"); });
show("first default", (resolve = "unused") => seen(resolve));
show("both default", (resolve = 1, reject = resolve) => { seen(reject); reject("both"); });
show("rest", (...all) => { seen(...all); all[1]("rest"); });
show("one and rest", (resolve, ...others) => { seen(resolve, ...others); others[0]("others"); });
show("rest pattern", (...[, reject]) => { seen(reject); reject("pattern"); });
show("object pattern", ({ name, length }) => { passed = `${name}/${length}`; });
show("object pattern second", (resolve, { length }) => { passed = length; });
show("default looks at arguments", function (resolve, count = arguments.length) { passed = arguments.length; });
show("arguments", function () { seen(...arguments); arguments[1]("arguments"); });
show("strict arguments", function (resolve) { "use strict"; seen(...arguments); arguments[1]("strict"); });
show("mapped arguments", function (resolve) { resolve = null; passed = `${arguments[0]} ${arguments.length}`; });
show("arguments in an arrow", function (resolve) { (() => arguments[1]("arrow"))(); passed = arguments.length; });
show("arguments of the outer", (function () { return (resolve) => { passed = arguments.length; resolve(arguments[0]); }; })("outer"));
show("var arguments", function () { var arguments; passed = arguments.length; });
show("eval", function (resolve) { passed = eval("arguments.length"); eval("arguments[1]")("eval"); });
show("eval in an arrow", function (resolve) { (() => eval("arguments[1]"))()("eval in arrow"); passed = 1; });
show("strict eval", function () { "use strict"; passed = eval("(() => arguments.length)()"); });
show("indirect eval", function (resolve) { passed = (0, eval)("typeof arguments"); resolve("indirect"); });
show("eval in a default", function (resolve, x = eval("arguments.length")) { passed = typeof x; });
show("new Function", new Function("resolve", "arguments[1]('made')"));
show("method", { f(resolve) { seen(...arguments); arguments[1]("method"); } }.f);
show("async", async (resolve) => { seen(resolve); resolve("async"); });
show("async arguments", async function () { seen(...arguments); await 1; arguments[1]("async arguments"); });
show("async, late", async function (resolve) { await 1; arguments[1]("late"); });
show("generator", function* (resolve) { seen(resolve); });
show("bound", function () { seen(...arguments); arguments[1]("bound"); }.bind(null));
show("bound with one", function (one, resolve, reject) { passed = `${one} ${arguments.length}`; reject("bound with one"); }.bind(null, 1));
show("proxy", new Proxy((resolve) => resolve("proxy"), { apply(f, self, args) { seen(...args); args[1]("trap"); } }));
show("proxy without a trap", new Proxy(function () { seen(...arguments); arguments[1]("untrapped"); }, {}));
show("native", Array.of);
show("class", class { constructor(resolve) { passed = "constructed"; } });
show("with", new Function("resolve", "with ({ x: 1 }) arguments[x]('with')"));
show("call", function (resolve) { (function () { seen(...arguments); arguments[1]("call"); }).apply(null, arguments); });
setTimeout(() => settled.forEach((line) => console.log(line)));
// expect: none:
// expect: one: /1
// expect: two: /1 /1
// expect: three: /1 /1 undefined
// expect: default: /1 /1
// expect: first default: /1
// expect: both default: /1
// expect: rest: /1 /1
// expect: one and rest: /1 /1
// expect: rest pattern: /1
// expect: object pattern: /1
// expect: object pattern second: 1
// expect: default looks at arguments: 2
// expect: arguments: /1 /1
// expect: strict arguments: /1 /1
// expect: mapped arguments: null 2
// expect: arguments in an arrow: 2
// expect: arguments of the outer: 1
// expect: var arguments: 2
// expect: eval: 2
// expect: eval in an arrow: 1
// expect: strict eval: 2
// expect: indirect eval: undefined
// expect: eval in a default: function
// expect: new Function: -
// expect: method: /1 /1
// expect: async: /1
// expect: async arguments: /1 /1
// expect: async, late: -
// expect: generator: -
// expect: bound: /1 /1
// expect: bound with one: 1 3
// expect: proxy: /1 /1
// expect: proxy without a trap: /1 /1
// expect: native: -
// expect: class: -
// expect: with: -
// expect: call: /1 /1
// expect: two: no, 2
// expect: three: no, 3
// expect: default: no, default
// expect: both default: no, both
// expect: rest: no, rest
// expect: one and rest: no, others
// expect: rest pattern: no, pattern
// expect: arguments: no, arguments
// expect: strict arguments: no, strict
// expect: arguments in an arrow: no, arrow
// expect: arguments of the outer: outer
// expect: eval: no, eval
// expect: eval in an arrow: no, eval in arrow
// expect: indirect eval: indirect
// expect: new Function: no, made
// expect: method: no, method
// expect: async: async
// expect: bound: no, bound
// expect: bound with one: no, bound with one
// expect: proxy: no, trap
// expect: proxy without a trap: no, untrapped
// expect: class: no, TypeError: Class constructors cannot be invoked without 'new'
// expect: with: no, with
// expect: call: no, call
// expect: async arguments: no, async arguments
// expect: async, late: no, late
