for (const source of ["async function f(a = await 1) {}", "async (a = await 1) => 1", "async function f(await) {}", "function f() { await 1 }"]) {
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
