// SPDX-License-Identifier: MIT
// ramda: currying, composition, lenses, transducers, deep equality.
const R = require("ramda");

console.log(R.pipe(R.filter(R.gt(R.__, 2)), R.map(R.multiply(10)), R.sum)([1, 2, 3, 4]), R.add(1)(R.__, 2)?.name ?? "");
console.log(R.over(R.lensPath(["a", 0, "b"]), R.inc, { a: [{ b: 1 }] }), R.view(R.lensProp("x"), { x: 5 }), R.set(R.lensIndex(1), "z", ["a", "b"]));
console.log(R.into([], R.compose(R.filter(R.modulo(R.__, 2)), R.map(R.negate), R.take(3)), R.range(0, 20)), R.transduce(R.dropRepeats, R.flip(R.append), [], [1, 1, 2]));
console.log(R.equals({ a: [1, new Map([[{ x: 1 }, /a/g]])] }, { a: [1, new Map([[{ x: 1 }, /a/g]])] }), R.equals(0, -0), R.equals(NaN, NaN));
console.log(R.groupBy(R.prop("t"), [{ t: "a", n: 1 }, { t: "b", n: 2 }, { t: "a", n: 3 }]), R.sortWith([R.descend(R.prop("n")), R.ascend(R.prop("t"))], [{ t: "b", n: 1 }, { t: "a", n: 1 }, { t: "c", n: 2 }]));
console.log(R.toString({ a: [1, "b", new Date(0), null, undefined], c: { d: /e/ } }), R.mergeDeepWith(R.concat, { a: { b: [1] } }, { a: { b: [2] } }), R.evolve({ n: R.inc }, { n: 1, m: 2 }));
console.log(R.cond([[R.equals(0), R.always("zero")], [R.T, (n) => `${n}!`]])(7), R.converge(R.divide, [R.sum, R.length])([1, 2, 6]), R.zipObj(["a", "b"], [1, 2]), R.xprod([1, 2], ["a"]));
console.log(R.curryN(3, (...a) => a)(R.__, 2, 3)(1), R.memoizeWith(String, (n) => n * 2)(4), R.uncurryN(2, (a) => (b) => a - b)(5, 3), R.traverse(R.of, R.identity, [[1], [2, 3]]));
R.andThen((v) => console.log("then", v), Promise.resolve(R.path(["a", -1], { a: [1, 9] })));
