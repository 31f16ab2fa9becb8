// What a listener throws is reported, and disturbs neither the other listeners nor the dispatch.
process.on("uncaughtException", (error) => console.log("reported", error.message));
const target = new EventTarget();
target.addEventListener("x", () => { throw new Error("one"); });
target.addEventListener("x", { handleEvent: 5 });
target.addEventListener("x", { get handleEvent() { throw new Error("three"); } });
target.addEventListener("x", () => console.log("called"));
console.log(target.dispatchEvent(new Event("x")));
// expect: called
// expect: true
// expect: reported one
// expect: reported The listener's handleEvent is not a function
// expect: reported three
