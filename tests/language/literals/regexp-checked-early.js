for (const source of ["/(/", "/a/gg", "/[b-a]/", "/\\u{110000}/u", "/(?<a>.)(?<a>.)/", "/a**/", "/a/x"]) {
  try {
    new Function(source);
    console.log("accepted", source);
  } catch (error) {
    if (error.name !== "SyntaxError") console.log(source, error.name);
  }
}
console.log("done"); // expect: done
