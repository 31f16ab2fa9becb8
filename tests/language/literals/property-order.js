const o = { b: 1, 10: 1, a: 1, 9: 1, "-1": 1, "01": 1, 4294967295: 1, [Symbol.iterator]: 1 };
console.log(Reflect.ownKeys(o).map(String).join()); // expect: 9,10,b,a,-1,01,4294967295,Symbol(Symbol.iterator)
