try {
  Math.max(...{});
} catch (error) {
  console.log(error.name); // expect: TypeError
}
