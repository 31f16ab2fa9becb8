// Without a listener the process ends, once the turn is over.
reportError(new Error("reported"));
console.log("still here"); // expect: still here
setTimeout(() => console.log("never"));
// expect error: Error: reported
