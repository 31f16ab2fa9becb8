// Classes of programs inherit from both.
class Counter extends EventTarget {
  #count = 0;
  increment() {
    this.dispatchEvent(new CountEvent(++this.#count));
  }
}
class CountEvent extends Event {
  constructor(count) {
    super("count", { cancelable: true });
    this.count = count;
  }
}
const counter = new Counter();
counter.addEventListener("count", ({ count, type }) => console.log(type, count));
counter.increment(); // expect: count 1
counter.increment(); // expect: count 2
console.log(Object.prototype.toString.call(new CountEvent(1)), String(counter)); // expect: [object Event] [object EventTarget]
const { addEventListener } = EventTarget.prototype;
try {
  addEventListener.call({}, "x", () => {});
} catch (error) {
  console.log(error.name); // expect: TypeError
}
try {
  Object.getOwnPropertyDescriptor(Event.prototype, "type").get.call({});
} catch (error) {
  console.log(error.name); // expect: TypeError
}
