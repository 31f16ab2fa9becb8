try {
  using x = {};
} catch (error) {
  console.log(error.name); // expect: TypeError
}
try {
  using x = 1;
} catch (error) {
  console.log(error.name); // expect: TypeError
}
