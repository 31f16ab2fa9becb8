const log = (x) => console.log(x);
(async () => { log("a0"); await 0; log("a1"); await Promise.resolve(); log("a2"); })();
(async () => { log("b0"); await 0; log("b1"); await Promise.resolve(); log("b2"); })();
log("sync");
// expect: a0
// expect: b0
// expect: sync
// expect: a1
// expect: b1
// expect: a2
// expect: b2
