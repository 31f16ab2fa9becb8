// An event on its way cannot be dispatched again, but another one can.
const target = new EventTarget();
target.addEventListener("x", (event) => {
  try {
    target.dispatchEvent(event);
  } catch (error) {
    console.log(error.name, error.message, error instanceof DOMException);
  }
  target.dispatchEvent(new Event("y"));
});
target.addEventListener("y", () => console.log("y"));
target.dispatchEvent(new Event("x"));
// expect: InvalidStateError The event "x" is already being dispatched true
// expect: y
