// What a listener throws does not stop abort().
process.on("uncaughtException", (error) => console.log("reported", error.message));
const controller = new AbortController();
const dependent = AbortSignal.any([controller.signal]);
dependent.onabort = () => console.log("dependent");
controller.signal.onabort = () => { throw new Error("thrown"); };
controller.abort();
console.log("after");
// expect: dependent
// expect: after
// expect: reported thrown
