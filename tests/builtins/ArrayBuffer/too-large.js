for (const length of [2 ** 53, 2 ** 50, -1]) {
  try {
    new ArrayBuffer(length);
  } catch (error) {
    console.log(error.name);
  }
}
// expect: RangeError
// expect: RangeError
// expect: RangeError
