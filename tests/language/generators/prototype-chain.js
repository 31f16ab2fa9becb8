function* g() {}
const it = g();
console.log(Object.prototype.toString.call(it)); // expect: [object Generator]
console.log(it[Symbol.iterator]() === it); // expect: true
console.log(Object.getPrototypeOf(it) === g.prototype); // expect: true
