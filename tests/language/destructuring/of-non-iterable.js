try {
  const [a] = {};
} catch (error) {
  console.log(error.name); // expect: TypeError
}
