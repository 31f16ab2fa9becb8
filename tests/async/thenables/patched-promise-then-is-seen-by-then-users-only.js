const original = Promise.prototype.then;
let calls = 0;
Promise.prototype.then = function (...a) { calls++; return original.apply(this, a); };
(async () => {
  await Promise.resolve();
  const awaited = calls;
  await (async () => Promise.resolve(5))();
  console.log(awaited, calls); // expect: 0 1
})();
