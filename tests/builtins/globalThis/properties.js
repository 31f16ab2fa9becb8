const d = Object.getOwnPropertyDescriptor(globalThis, "globalThis");
console.log(globalThis.globalThis === globalThis, d.enumerable, d.writable, typeof NaN, Object.getOwnPropertyDescriptor(globalThis, "NaN").writable); // expect: true false true number false
