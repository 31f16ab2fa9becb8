// Functions that only read arguments.length: the number of what was passed, wherever it is asked for.
function plain(a, b) {
  a = b = 7;
  return arguments.length;
}
console.log(plain(), plain(1), plain(1, 2, 3), plain(...new Array(300)), plain.call(null, 1), plain.apply(null, [1, 2]));
// expect: 0 1 3 300 1 2
console.log(Reflect.apply(plain, null, [1, 2]), plain.bind(null, 1, 2)(3), new (function () { this.n = arguments.length; })(1, 2).n);
// expect: 2 3 2

function strict(a) {
  "use strict";
  return arguments.length + a.length;
}
console.log(strict("abc"), strict("ab", 1));
// expect: 4 4

const defaults = function (a = arguments.length, ...rest) { return [a, rest.length, arguments.length]; };
console.log(defaults(), defaults(undefined, 2, 3), defaults(1, 2));
// expect: [ 0, 0, 0 ] [ 3, 2, 3 ] [ 1, 1, 2 ]

const arrows = function () { return () => () => arguments.length; };
console.log(arrows()()(), arrows(1, 2)(3)(4, 5, 6));
// expect: 0 2

class Base {
  constructor() { this.base = arguments.length; }
  set value(x) { console.log("set", arguments.length); }
  static make() { return arguments.length; }
}
class Derived extends Base {
  constructor() {
    super(...(arguments.length ? [1, 2, 3] : []));
    this.derived = arguments.length;
  }
}
console.log(new Derived(1), new Derived(), Base.make(1));
// expect: Derived { base: 3, derived: 1 } Derived { base: 0, derived: 0 } 1
new Base().value = 5;
// expect: set 1

function* generator() {
  yield arguments.length;
  yield arguments.length;
}
console.log([...generator(1, 2, 3)]);
// expect: [ 3, 3 ]
console.log((function () { return typeof arguments.length + arguments.length.toFixed(1) + `${arguments.length}`; })(1));
// expect: number1.01
console.log((function () { let n = 0; for (let i = 0; i < arguments.length; i++) n += i; return [n, arguments.length ? "some" : "none"]; })(1, 2, 3));
// expect: [ 3, 'some' ]
try {
  (function () { return arguments.length(); })();
} catch (error) {
  console.log(error.name, error.message);
}
// expect: TypeError arguments.length is not a function
async function later() {
  await null;
  return arguments.length;
}
async function* both() {
  await null;
  yield arguments.length;
}
(async () => {
  console.log(await later(), await later(1, 2), (await both(1).next()).value, await new Promise(function (resolve) {
    resolve(arguments.length);
  }));
  await { then(resolve) { console.log("then", arguments.length); resolve(); } };
  console.log(await Promise.resolve(5).then(function () { return arguments.length; }));
})();
// expect: 0 2 1 2
// expect: then 2
// expect: 1
