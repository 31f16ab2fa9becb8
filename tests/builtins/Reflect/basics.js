const o = { a: 1 };
console.log(Reflect.has(o, "a"), Reflect.get(o, "a"), Reflect.set(o, "b", 2), Reflect.deleteProperty(o, "a"), Reflect.ownKeys(o).join()); // expect: true 1 true true b
console.log(Reflect.construct(Array, [3]).length, Reflect.construct(function () { return new.target; }, [], Date2).name); // expect: 3 Date2
function Date2() {}
console.log(Reflect.defineProperty(Object.freeze({}), "x", { value: 1 }), Reflect.isExtensible({}), Reflect.getPrototypeOf([]) === Array.prototype); // expect: false true true
