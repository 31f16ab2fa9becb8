async function f() {}
Promise.prototype.extra = "on prototype";
const p = f();
console.log(p instanceof Promise, Object.keys(p).length, p.extra, Reflect.ownKeys(p).length); // expect: true 0 on prototype 0
