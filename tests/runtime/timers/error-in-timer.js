setTimeout(() => { throw new Error("in timer"); }, 1);
setTimeout(() => console.log("never"), 10);
// expect error: Error: in timer
