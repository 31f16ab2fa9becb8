const set = new Set([1, 1, "1", NaN, NaN, -0]);
console.log(set.size, set.has(0), set.add(5) === set, set.delete(1), set.has(1)); // expect: 4 true true true false
console.log([...set.entries()].map((e) => e.length).join(), Set.prototype.keys === Set.prototype.values); // expect: 2,2,2,2 true
