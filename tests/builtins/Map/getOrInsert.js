// node: Node 24 lacks it
const map = new Map([["a", 1]]);
console.log(map.getOrInsert("a", 2), map.getOrInsert("b", 3), map.getOrInsertComputed("c", (k) => k + k), map.size); // expect: 1 3 cc 3
