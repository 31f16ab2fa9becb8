console.log("before"); // expect: before
process.on("exit", (code) => console.log("exit event", code)); // expect: exit event 3
process.exit(3);
console.log("never");
// expect exit: 3
