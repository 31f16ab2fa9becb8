function forever() {
  return forever() + 1;
}
try {
  forever();
} catch (error) {
  console.log(error instanceof RangeError, error.message); // expect: true Maximum call stack size exceeded
}
console.log("goes on"); // expect: goes on
