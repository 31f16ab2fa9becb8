process.on("unhandledRejection", (reason, promise) => {
  console.log("event", reason.message, promise instanceof Promise); // expect: event lost true
});
Promise.reject(new Error("lost"));
setTimeout(() => console.log("goes on"), 1); // expect: goes on
