console.log(2 ** 3 ** 2, (-2) ** 2); // expect: 512 4
try {
  new Function("-2 ** 2");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
