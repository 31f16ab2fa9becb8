async function fail() {
  throw new Error("nobody listens");
}
fail();
console.log("still runs"); // expect: still runs
setTimeout(() => console.log("never"), 1);
// expect error: Error: nobody listens
