const o = { b: 1, a: 2, 1: 3 };
console.log(JSON.stringify(Object.entries(o))); // expect: [["1",3],["b",1],["a",2]]
console.log(Object.keys("ab").join(), Object.values([7, 8]).join()); // expect: 0,1 7,8
