// What is added during a dispatch is not called by it; what is removed is not called any more.
const target = new EventTarget();
const late = () => console.log("late");
const gone = () => console.log("gone");
target.addEventListener("x", () => {
  console.log("first");
  target.addEventListener("x", late);
  target.removeEventListener("x", gone);
});
target.addEventListener("x", gone);
target.addEventListener("x", () => console.log("last"));
target.dispatchEvent(new Event("x"));
// expect: first
// expect: last
target.dispatchEvent(new Event("x"));
// expect: first
// expect: last
// expect: late

// The same function counts once for each value of capture.
let calls = 0;
const count = () => calls++;
const other = new EventTarget();
other.addEventListener("x", count);
other.addEventListener("x", count, { once: true });
other.addEventListener("x", count, true);
other.dispatchEvent(new Event("x"));
console.log(calls); // expect: 2
other.removeEventListener("x", count);
other.dispatchEvent(new Event("x"));
console.log(calls); // expect: 3
other.removeEventListener("x", count, { capture: true });
other.removeEventListener("x", count, true);
other.dispatchEvent(new Event("x"));
console.log(calls); // expect: 3

// A listener added for the second round while the first is under way belongs to it.
const rounds = new EventTarget();
rounds.addEventListener("x", () => rounds.addEventListener("x", () => console.log("second round")), { capture: true });
rounds.dispatchEvent(new Event("x")); // expect: second round
