process.on("uncaughtException", (error) => console.log("uncaught", error.message));
queueMicrotask(() => { throw new Error("one"); });
queueMicrotask(() => console.log("two"));
setTimeout(() => console.log("timer"), 1);
// expect: uncaught one
// expect: two
// expect: timer
