setTimeout(() => console.log("timeout"), 0);
setImmediate(() => Promise.resolve().then(() => console.log("after immediate")));
queueMicrotask(() => {
  console.log("micro 1");
  queueMicrotask(() => console.log("micro 2"));
});
Promise.resolve().then(() => console.log("promise"));
setTimeout(() => console.log("later"), 30);
console.log("sync");
// expect: sync
// expect: micro 1
// expect: promise
// expect: micro 2
// expect: timeout
// expect: after immediate
// expect: later
// node: the order of setTimeout 0 and setImmediate from the main program is not fixed
