try {
  const { a = b, b = 1 } = {};
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
