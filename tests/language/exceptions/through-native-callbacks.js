try {
  [1, 2].forEach((x) => {
    if (x === 2) throw new RangeError("from callback");
  });
} catch (error) {
  console.log(error.name, error.message); // expect: RangeError from callback
}
