process.exitCode = 4;
console.log("runs to the end"); // expect: runs to the end
// expect exit: 4
