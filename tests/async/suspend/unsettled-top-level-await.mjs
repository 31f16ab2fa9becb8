console.log("before"); // expect: before
await new Promise(() => {});
console.log("after");
// expect exit: 13
// expect stderr: unsettled top-level await
