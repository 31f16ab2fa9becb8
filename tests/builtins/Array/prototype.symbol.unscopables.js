const list = Array.prototype[Symbol.unscopables];
console.log(Object.getPrototypeOf(list), list.flat, list.toSorted, list.concat); // expect: null true true undefined
