for (const text of ["", "{", "[1,]", "{a:1}", "'x'", "01", "1.", "\"\t\"", "nul", "[1] x", '{"a":1,}', "NaN", "\"\\x\"", "-"]) {
  try {
    JSON.parse(text);
    console.log("accepted", text);
  } catch (error) {
    if (error.name !== "SyntaxError") console.log(text, error.name);
  }
}
console.log("done"); // expect: done
