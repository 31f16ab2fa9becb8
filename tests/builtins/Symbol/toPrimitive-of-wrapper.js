const s = Symbol("w");
console.log(Object(s)[Symbol.toPrimitive]() === s, { [Object(s)]: 1 }[s]); // expect: true 1
