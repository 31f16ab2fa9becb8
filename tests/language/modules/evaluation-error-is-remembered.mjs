for (let i = 0; i < 2; i++) {
  try {
    await import("./fixtures/throws.mjs");
  } catch (error) {
    console.log(error.name, error.message);
  }
}
// expect: RangeError module body
// expect: RangeError module body
