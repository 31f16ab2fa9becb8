// What an async call gives is an ordinary promise: no properties of its own, and everything that the program has
// added to Promise.prototype.
Promise.prototype.shout = async function () { return `${await this}!`; };
async function f() { await null; return 'value'; }
const promise = f();
console.log(promise instanceof Promise, promise.constructor === Promise); // expect: true true
console.log(Reflect.ownKeys(promise).length, Object.getPrototypeOf(promise) === Promise.prototype); // expect: 0 true
console.log(Object.prototype.toString.call(promise), Object.isExtensible(promise)); // expect: [object Promise] true
promise.shout().then((text) => console.log(text)); // expect: value!
(async () => console.log(await f().shout()))(); // expect: value!
