// onabort keeps the place at which it was first set; what is no object is null.
const controller = new AbortController(), { signal } = controller;
console.log(signal.onabort); // expect: null
signal.onabort = () => console.log("replaced");
signal.addEventListener("abort", () => console.log("listener"));
signal.onabort = function (event) { console.log(this === signal, event.type); };
signal.onabort = signal.onabort;
controller.abort();
// expect: true abort
// expect: listener
const second = new AbortController();
second.signal.onabort = () => console.log("never");
second.signal.onabort = 5;
console.log(second.signal.onabort); // expect: null
const object = {};
second.signal.onabort = object;
console.log(second.signal.onabort === object); // expect: true
second.abort();
const { get, set, enumerable } = Object.getOwnPropertyDescriptor(AbortSignal.prototype, "onabort");
console.log(get.name, set.name, enumerable); // expect: get onabort set onabort true
