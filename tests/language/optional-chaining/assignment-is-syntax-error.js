for (const source of ["a?.b = 1", "new a?.b()", "a?.`x`"]) {
  try {
    new Function(source);
  } catch (error) {
    console.log(error.name);
  }
}
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
