for (const args of [["/*", "*/){"], ["a) { }, function (", ""], ["", "}, function () {"]]) {
  try {
    new Function(...args);
    console.log("accepted");
  } catch (error) {
    console.log(error.name);
  }
}
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
