// An event visits its target's listeners: those for capturing first, then the others, each in their order.
const target = new EventTarget();
target.addEventListener("go", (event) => {
  console.log("plain", event.type, event.target === target, event.currentTarget === target, event.eventPhase);
  console.log(event.composedPath().length, event.composedPath()[0] === target);
});
target.addEventListener("go", () => console.log("capture"), true);
target.addEventListener("go", () => console.log("other"), { capture: false });
const event = new Event("go", { bubbles: true });
console.log(target.dispatchEvent(event));
// expect: capture
// expect: plain go true true 2
// expect: 1 true
// expect: other
// expect: true
console.log(event.target === target, event.currentTarget, event.eventPhase, event.composedPath().length); // expect: true null 0 0
console.log(event.bubbles, event.cancelable, event.composed, event.isTrusted); // expect: true false false false
console.log(target.dispatchEvent(new Event("nobody"))); // expect: true
