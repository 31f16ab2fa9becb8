// stopPropagation ends a dispatch between the two rounds, stopImmediatePropagation at once.
function run(stop) {
  const target = new EventTarget(), heard = [];
  target.addEventListener("x", (event) => { heard.push("a"); event[stop]?.(); }, true);
  target.addEventListener("x", () => heard.push("b"), true);
  target.addEventListener("x", () => heard.push("c"));
  const event = new Event("x");
  target.dispatchEvent(event);
  target.dispatchEvent(event);
  console.log(heard.join(""), event.cancelBubble);
}
run(""); // expect: abcabc false
run("stopPropagation"); // expect: abab false
run("stopImmediatePropagation"); // expect: aa false

const event = new Event("x", { cancelable: true });
event.cancelBubble = true;
event.cancelBubble = false;
event.returnValue = true;
console.log(event.cancelBubble, event.returnValue, event.defaultPrevented); // expect: true true false
event.returnValue = false;
console.log(event.returnValue, event.defaultPrevented); // expect: false true
const target = new EventTarget();
target.addEventListener("x", () => console.log("never"));
console.log(target.dispatchEvent(event)); // expect: false
event.initEvent("y", true);
console.log(event.type, event.bubbles, event.cancelable, event.cancelBubble, event.defaultPrevented); // expect: y true false false false
