const array = new Int32Array(new SharedArrayBuffer(8));
console.log(Atomics.wait(array, 0, 1), Atomics.wait(array, 0, 0, 5)); // expect: not-equal timed-out
const late = Atomics.waitAsync(array, 0, 0, 20), first = Atomics.waitAsync(array, 1, 0), second = Atomics.waitAsync(array, 1, 0);
console.log(late.async, Atomics.waitAsync(array, 0, 1).value, Atomics.waitAsync(array, 0, 0, 0).value); // expect: true not-equal timed-out
first.value.then((outcome) => console.log("first", outcome));
second.value.then((outcome) => console.log("second", outcome));
late.value.then((outcome) => console.log("late", outcome));
console.log(Atomics.notify(array, 1, 1), Atomics.notify(array, 1), Atomics.notify(array, 1)); // expect: 1 1 0
// expect: first ok
// expect: second ok
// expect: late timed-out
