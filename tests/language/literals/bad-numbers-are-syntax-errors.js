for (const source of ["1__0", "1_", "0_1", "0x", "0b2", "1n.5n", "01n", "3in []", "3a", "1e"]) {
  try {
    new Function("return " + source);
    console.log("accepted", source);
  } catch (error) {
    if (error.name !== "SyntaxError") console.log(source, error.name);
  }
}
console.log("done"); // expect: done
