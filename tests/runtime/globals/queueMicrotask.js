queueMicrotask(() => console.log("micro"));
console.log("sync"); // expect: sync
try {
  queueMicrotask(5);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
// expect: micro
