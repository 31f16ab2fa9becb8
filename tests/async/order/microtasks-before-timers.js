setTimeout(() => {
  console.log("timeout");
  setImmediate(() => {
    console.log("immediate");
    Promise.resolve().then(() => console.log("after immediate"));
  });
  setTimeout(() => console.log("later"), 5);
}, 0);
queueMicrotask(() => {
  console.log("micro 1");
  queueMicrotask(() => console.log("micro 2"));
});
Promise.resolve().then(() => console.log("promise"));
console.log("sync");
// expect: sync
// expect: micro 1
// expect: promise
// expect: micro 2
// expect: timeout
// expect: immediate
// expect: after immediate
// expect: later
