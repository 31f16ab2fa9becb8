const base = { a: 1, get b() { return 2; } };
const copy = { z: 0, ...base, ...null, ...undefined, ..."hi", a: 9 };
console.log(JSON.stringify(copy)); // expect: {"0":"h","1":"i","z":0,"a":9,"b":2}
console.log(Object.getOwnPropertyDescriptor(copy, "b").value); // expect: 2
