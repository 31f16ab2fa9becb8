// node: Node runs this as a function body, mote as a script
try {
  (0, eval)("using x = null");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
