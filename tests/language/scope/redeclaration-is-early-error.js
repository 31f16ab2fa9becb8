for (const source of ["let a; let a", "let a; var a", "const a", "function f(a) { let a }", "let let = 1"]) {
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
// expect: SyntaxError
