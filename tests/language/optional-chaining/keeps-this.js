const o = { x: 5, get() { return this?.x; } };
console.log(o?.get(), o.get?.(), (o?.get)(), o?.["get"]?.()); // expect: 5 5 5 5
