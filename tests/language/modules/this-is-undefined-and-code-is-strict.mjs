console.log(this); // expect: undefined
try {
  undeclared = 1;
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
