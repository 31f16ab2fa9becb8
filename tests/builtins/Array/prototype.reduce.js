console.log([1, 2, 3].reduce((a, b) => a + b), [1, 2, 3].reduceRight((a, b) => a + "" + b), [].reduce((a) => a, "init")); // expect: 6 321 init
try {
  [].reduce((a, b) => a);
} catch (error) {
  console.log(error.name, error.message); // expect: TypeError Reduce of empty array with no initial value
}
