// Errors that nobody caught are events of the global object first; preventDefault keeps them from being reported.
addEventListener("error", (event) => {
  console.log(event.type, event.message, event.error.message, event.filename.endsWith("global-error.mjs"), event.lineno > 0, event.isTrusted);
  event.preventDefault();
});
setTimeout(() => {
  throw new TypeError("from a timer");
});
// expect: error Uncaught RangeError: reported reported true true true
// expect: error Uncaught TypeError: from a timer from a timer true true true
// expect: error Uncaught Error: from a listener from a listener true true true
reportError(new RangeError("reported"));
setTimeout(() => {
  const target = new EventTarget();
  target.addEventListener("x", () => { throw new Error("from a listener"); });
  target.dispatchEvent(new Event("x"));
  console.log("dispatched"); // expect: dispatched
}, 5);
