const parent = { set x(v) { this.seen = v; } };
const child = Object.create(parent);
child.x = 1;
console.log(child.seen, Object.hasOwn(parent, "seen")); // expect: 1 false
const array = Object.create([1, 2]);
array[5] = 1;
console.log(array.length, Object.keys(array).join()); // expect: 2 5
const base = Object.defineProperty({}, "fixed", { value: 1 });
const derived = Object.create(base);
derived.fixed = 2;
console.log(Object.hasOwn(derived, "fixed")); // expect: false
console.log(Reflect.set({}, "a", 1, Object.freeze({ a: 0 })), Reflect.set({}, "a", 1, 5)); // expect: false false
