const a = new Set([1, 2, 3]);
const b = new Set([3, 4]);
console.log([...a.union(b)].join(), [...a.intersection(b)].join(), [...a.difference(b)].join(), [...a.symmetricDifference(b)].join()); // expect: 1,2,3,4 3 1,2 1,2,4
console.log(a.isSubsetOf(b), new Set([3]).isSubsetOf(a), a.isSupersetOf(new Set([1])), a.isDisjointFrom(new Set([9]))); // expect: false true true true
console.log([...a.union(new Map([[7, 0]]))].join()); // expect: 1,2,3,7
