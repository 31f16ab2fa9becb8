// The global object is a target of events; its methods need no receiver.
console.log(self === globalThis, addEventListener === EventTarget.prototype.addEventListener); // expect: true true
const listener = function (event) { console.log(this === globalThis, event.target === globalThis, event.type); };
addEventListener("x", listener);
self.addEventListener("x", listener, { once: true });
console.log(dispatchEvent(new Event("x")));
// expect: true true x
// expect: true
removeEventListener("x", listener);
console.log(globalThis.dispatchEvent(new Event("x"))); // expect: true
