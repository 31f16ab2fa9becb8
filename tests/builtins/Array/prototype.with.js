console.log([1, 2, 3].with(-1, 9).join()); // expect: 1,2,9
try {
  [1].with(5, 0);
} catch (error) {
  console.log(error.name); // expect: RangeError
}
