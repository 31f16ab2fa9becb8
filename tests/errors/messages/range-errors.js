for (const f of [() => (1).toString(1), () => "a".repeat(Infinity), () => new Array(-1), () => (1).toFixed(200)]) {
  try {
    f();
    console.log("accepted");
  } catch (error) {
    console.log(error.name);
  }
}
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
