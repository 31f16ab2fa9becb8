// node: Node 24 lacks it
console.log(Iterator.concat([1], new Set([2]), ["c"]).toArray().join()); // expect: 1,2,c
