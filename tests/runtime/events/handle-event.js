// Objects with handleEvent, looked up at each call; functions are called with the target as `this`.
const target = new EventTarget();
const object = {
  name: "object",
  handleEvent(event) { console.log(this.name, event.type); },
};
target.addEventListener("x", object);
target.addEventListener("x", function () { console.log(this === target); });
target.dispatchEvent(new Event("x"));
// expect: object x
// expect: true
object.handleEvent = () => console.log("changed");
target.dispatchEvent(new Event("x"));
// expect: changed
// expect: true
target.removeEventListener("x", object);
target.addEventListener("x", null);
target.addEventListener("x", undefined);
target.dispatchEvent(new Event("x")); // expect: true
