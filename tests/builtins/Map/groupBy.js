const m = Map.groupBy([1, 2, 3], (x) => x % 2);
console.log(m.get(1).join(), m.get(0).join(), [...m.keys()].join()); // expect: 1,3 2 1,0
