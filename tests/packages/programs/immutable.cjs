// SPDX-License-Identifier: MIT
// immutable's collections, small ones and ones with many levels.
const I = require("immutable");

let list = I.List(), map = I.Map(), ordered = I.OrderedMap(), set = I.Set();
for (let i = 0; i < 20000; i++) {
  list = list.push(i * 7);
  map = map.set(`key${i % 5000}`, i);
  ordered = ordered.set({ i }.i % 300, i);
  set = set.add(i % 777);
}
console.log(list.size, map.size, ordered.size, set.size, list.get(-1), map.get("key4999"), list.hashCode(), map.hashCode());
console.log(list.reduce((a, b) => a + b, 0), list.slice(100, 200).reverse().take(3).toJS(), list.insert(5, "x").get(5), list.splice(2, 19000).size);
console.log(map.filter((v) => v % 1000 === 0).sortBy((v) => -v).toOrderedMap().toJS());
const deep = I.fromJS({ a: { b: [1, { c: new Map([[1, 2]]) }] }, d: null });
console.log(String(deep), deep.getIn(["a", "b", 1, "c"]), deep.setIn(["a", "b", 0], 9).updateIn(["a", "x", "y"], 1, (n) => n + 1).toJS());
console.log(I.is(I.Map({ a: I.List([1]) }), I.Map({ a: I.List([1]) })), deep.equals(I.fromJS(deep.toJS())), I.is(NaN, NaN), I.is(0, -0));
console.log(deep.mergeDeep({ a: { b: [5], z: 1 } }).toJSON(), I.mergeDeep({ a: [1] }, { a: [2] }), I.removeIn({ x: { y: 1 } }, ["x", "y"]));
console.log(I.Range(1, Infinity).filter((n) => n % 3 === 0).map((n) => n * n).take(5).toArray(), I.Repeat("a", 3).join(""));
console.log(I.Seq({ x: 1, y: 2 }).flip().mapKeys((k) => k * 10).toObject(), I.Stack.of(1, 2, 3).pop().unshift(9).toArray());
const Point = I.Record({ x: 0, y: 0 }, "Point");
class Sub extends Point { get length() { return Math.hypot(this.x, this.y); } }
console.log(String(new Point({ x: 1 })), new Sub({ x: 3, y: 4 }).length, new Point().set("y", 2).equals(Point({ y: 2 })));
try { new Point().set("z", 1).z; new Point().setIn(["q"], 1); } catch (error) { console.log(error.message); }
console.log(I.OrderedSet([3, 1, 3]).union([2]).toArray(), I.Set([1, 2]).subtract([2]).isSubset([1]), [...I.List("abc").entries()]);
console.log(map.withMutations((m) => { for (let i = 0; i < 100; i++) m.delete(`key${i}`); }).size, list.asMutable().clear().asImmutable().size);
console.log(list.groupBy((n) => n % 4).map((g) => g.count()).toJS(), list.zipWith((a, b) => a - b, list.rest()).take(2).toArray());
console.log(I.List([3, 1, 2]).sort().interpose("-").toArray(), I.List([[1, 2], [3]]).flatten().toArray(), I.hash("some text"), I.hash(1.5));
