process.on("exit", (code) => { console.log("exit", code); process.exitCode = 7; });
setTimeout(() => console.log("timer"), 1); // expect: timer
// expect: exit 0
// expect exit: 7
