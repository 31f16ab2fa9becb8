// A timer that becomes due while timers run waits until immediates have run.
setTimeout(() => {
  setImmediate(() => console.log("immediate"));
  setTimeout(() => console.log("later"), 1);
  const end = performance.now() + 20;
  while (performance.now() < end);
  setTimeout(() => console.log("latest"), 1);
}, 0);
// expect: immediate
// expect: later
// expect: latest
