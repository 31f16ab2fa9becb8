// once, passive, signal.
const target = new EventTarget();
let calls = 0;
target.addEventListener("once", () => { calls++; target.dispatchEvent(new Event("once")); }, { once: true });
target.dispatchEvent(new Event("once"));
target.dispatchEvent(new Event("once"));
console.log(calls); // expect: 1

target.addEventListener("passive", (event) => event.preventDefault(), { passive: true });
console.log(target.dispatchEvent(new Event("passive", { cancelable: true }))); // expect: true
target.addEventListener("passive", (event) => event.preventDefault());
console.log(target.dispatchEvent(new Event("passive", { cancelable: true }))); // expect: false
console.log(target.dispatchEvent(new Event("passive"))); // expect: true

const controller = new AbortController();
target.addEventListener("signal", () => console.log("heard"), { signal: controller.signal });
target.dispatchEvent(new Event("signal")); // expect: heard
controller.abort();
target.dispatchEvent(new Event("signal"));
target.addEventListener("signal", () => console.log("never"), { signal: AbortSignal.abort() });
target.dispatchEvent(new Event("signal"));

// A listener that aborts its own signal takes those behind it away.
const second = new AbortController();
target.addEventListener("x", () => second.abort());
target.addEventListener("x", () => console.log("never"), { signal: second.signal });
target.dispatchEvent(new Event("x"));
console.log("done"); // expect: done
