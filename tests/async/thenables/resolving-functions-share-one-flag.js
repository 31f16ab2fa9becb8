// Of the two resolving functions, the first call counts; what is thrown afterwards does not. So it is for
// executors and for thenables, whichever of the functions they take.
const log = [];
const tell = (name, p) => p.then((v) => log.push(`${name} ${v}`), (e) => log.push(`${name} no ${e}`));
const calls = {
  "resolve, resolve": (resolve) => { resolve(1); resolve(2); },
  "resolve, reject": (resolve, reject) => { resolve(1); reject(2); },
  "reject, resolve": (resolve, reject) => { reject(1); resolve(2); },
  "reject, reject": (resolve, reject) => { reject(1); reject(2); },
  "resolve, throw": (resolve) => { resolve(1); throw 2; },
  "resolve, throw (two)": (resolve, reject) => { resolve(1); throw 2; },
  "reject, throw": (resolve, reject) => { reject(1); throw 2; },
  "throw (none)": () => { throw 1; },
  "throw (one)": (resolve) => { throw 1; },
  "throw (two)": (resolve, reject) => { throw 1; },
  "throw, then resolve later": (resolve) => { queueMicrotask(() => resolve(2)); throw 1; },
  "throw, then reject later": (resolve, reject) => { queueMicrotask(() => reject(2)); throw 1; },
  "resolve with pending, reject": (resolve, reject) => { resolve(new Promise(() => {})); reject(2); },
  "resolve with pending, throw": (resolve) => { resolve(new Promise(() => {})); throw 2; },
  "resolve with later, resolve": (resolve) => { resolve(Promise.resolve(1)); resolve(2); },
  "resolve with thenable, reject": (resolve, reject) => { resolve({ then(f) { f(1); } }); reject(2); },
  "resolve with throwing thenable": (resolve) => { resolve({ then() { throw 1; } }); },
  "resolve with throwing getter": (resolve) => { resolve({ get then() { throw 1; } }); resolve(2); },
  "reject with a promise": (resolve, reject) => { reject(Promise.resolve(3)); resolve(2); },
  "resolve with itself": (resolve) => { resolve(self); resolve(2); },
};
let self;
for (const name in calls) {
  let late;
  self = new Promise((resolve) => { late = resolve; });
  tell(`executor: ${name}:`, new Promise(calls[name]));
  tell(`thenable: ${name}:`, Promise.resolve({ then: calls[name] }));
  late("self");
}
// the two functions know each other without an executor, too
const { promise, resolve, reject } = Promise.withResolvers();
reject("first");
resolve("second");
tell("withResolvers:", promise);
// the reject function is enough to keep the promise
let onlyReject;
const kept = new Promise((_, reject) => { onlyReject = reject; });
tell("only reject:", kept);
if (globalThis.gc) gc();
onlyReject("kept");
setTimeout(() => log.forEach((line) => console.log(line)));
// expect: executor: resolve, resolve: 1
// expect: executor: resolve, reject: 1
// expect: executor: reject, resolve: no 1
// expect: executor: reject, reject: no 1
// expect: executor: resolve, throw: 1
// expect: executor: resolve, throw (two): 1
// expect: executor: reject, throw: no 1
// expect: executor: throw (none): no 1
// expect: executor: throw (one): no 1
// expect: executor: throw (two): no 1
// expect: executor: throw, then resolve later: no 1
// expect: executor: throw, then reject later: no 1
// expect: executor: resolve with throwing getter: no 1
// expect: executor: reject with a promise: no [object Promise]
// expect: withResolvers: no first
// expect: only reject: no kept
// expect: thenable: resolve, resolve: 1
// expect: thenable: resolve, reject: 1
// expect: thenable: reject, resolve: no 1
// expect: thenable: reject, reject: no 1
// expect: thenable: resolve, throw: 1
// expect: thenable: resolve, throw (two): 1
// expect: thenable: reject, throw: no 1
// expect: thenable: throw (none): no 1
// expect: thenable: throw (one): no 1
// expect: thenable: throw (two): no 1
// expect: thenable: throw, then resolve later: no 1
// expect: thenable: throw, then reject later: no 1
// expect: executor: resolve with thenable, reject: 1
// expect: executor: resolve with throwing thenable: no 1
// expect: thenable: resolve with throwing getter: no 1
// expect: thenable: reject with a promise: no [object Promise]
// expect: executor: resolve with later, resolve: 1
// expect: thenable: resolve with thenable, reject: 1
// expect: thenable: resolve with throwing thenable: no 1
// expect: executor: resolve with itself: self
// expect: thenable: resolve with later, resolve: 1
// expect: thenable: resolve with itself: self
