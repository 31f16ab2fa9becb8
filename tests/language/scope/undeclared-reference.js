try {
  missing;
} catch (error) {
  console.log(error.name, error.message); // expect: ReferenceError missing is not defined
}
console.log(typeof missing); // expect: undefined
