// Without a listener for uncaught errors the process ends, after the turn of the program.
const target = new EventTarget();
target.addEventListener("x", () => { throw new Error("the listener's"); });
target.addEventListener("x", () => console.log("called")); // expect: called
target.dispatchEvent(new Event("x"));
console.log("still here"); // expect: still here
setTimeout(() => console.log("never"));
// expect error: Error: the listener's
