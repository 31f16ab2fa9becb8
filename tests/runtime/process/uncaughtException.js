process.on("uncaughtException", (error) => console.log("handler", error.message)); // expect: handler thrown
setTimeout(() => { throw new Error("thrown"); }, 1);
setTimeout(() => console.log("goes on"), 5); // expect: goes on
