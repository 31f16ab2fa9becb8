// node: Node 24 lacks it
console.log(Math.sumPrecise([0.1, 0.2, 0.3]), Math.sumPrecise([1e20, 0.1, -1e20]), Object.is(Math.sumPrecise([]), -0)); // expect: 0.6 0.1 true
