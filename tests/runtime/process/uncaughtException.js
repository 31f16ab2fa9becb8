process.on("uncaughtException", (error) => console.log("handler", error.message)); // expect: handler thrown
setTimeout(() => console.log("goes on"), 5); // expect: goes on
setTimeout(() => { throw new Error("thrown"); }, 1);
