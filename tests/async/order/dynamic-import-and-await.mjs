import("./_support/empty.mjs").then(() => console.log("imported"));
await null;
console.log("after one tick"); // expect: after one tick
// expect: imported
