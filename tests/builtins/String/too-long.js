try {
  "x".repeat(2 ** 30);
  console.log("made");
} catch (error) {
  console.log(error.name); // expect: RangeError
}
let s = "x".repeat(2 ** 28);
try {
  for (;;) s += s;
} catch (error) {
  console.log(error.name); // expect: RangeError
}
