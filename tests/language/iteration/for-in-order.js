const o = { b: 1, 2: 1, a: 1, 1: 1, [Symbol("s")]: 1 };
const keys = [];
for (const key in o) keys.push(key);
console.log(keys.join()); // expect: 1,2,b,a
