setTimeout(() => console.log("timer"), 100);
setImmediate(() => console.log("immediate"));
process.nextTick?.(() => console.log("tick"));
// expect: tick
// expect: immediate
// expect: timer
