for (const source of ["'abc", "`abc", "/* abc", "/abc", "(", "[", "{", "function f() {", "class A {", "a ? b", "`${", "if (", "'a\n'", "\\u00", "({", "x = {a:", "for (;;", "do {", "try {", "switch (a) {", "case", "async (", "import(", "new", "...", "#a", "@"]) {
  try {
    (0, eval)(source);
    console.log("accepted", source);
  } catch (error) {
    if (error.name !== "SyntaxError") console.log(source, error.name);
  }
}
console.log("all refused"); // expect: all refused
