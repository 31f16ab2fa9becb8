for (const source of ["v\\u0061r x", "cl\\u0061ss A {}", "({ g\\u0065t x() {} })", "l\\u0065t\nx = 1; let = 1; l\\u0065t y"]) {
  try {
    new Function(source);
    console.log("accepted", source);
  } catch (error) {
    console.log(error.name);
  }
}
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
