const s = Symbol("s");
const o = Object.defineProperty({ a: 1, [s]: 2 }, "hidden", { value: 3 });
console.log(Object.getOwnPropertyNames(o).join(), Object.getOwnPropertySymbols(o)[0] === s); // expect: a,hidden true
console.log(Object.getOwnPropertyNames([1, 2]).join()); // expect: 0,1,length
