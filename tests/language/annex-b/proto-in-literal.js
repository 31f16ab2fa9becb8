const base = { inherited: 1 };
const o = { __proto__: base, ["__proto__"]: 5 };
console.log(o.inherited, Object.keys(o).join(), Object.hasOwn(o, "__proto__")); // expect: 1 __proto__ true
const __proto__ = 3;
console.log(Object.getPrototypeOf({ __proto__ }) === Object.prototype); // expect: true
