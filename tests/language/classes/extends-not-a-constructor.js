try {
  class A extends (() => {}) {}
} catch (error) {
  console.log(error.name); // expect: TypeError
}
try {
  class B extends 5 {}
} catch (error) {
  console.log(error.name); // expect: TypeError
}
