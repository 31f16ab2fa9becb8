// node: the code frame has another form
function check(value) {
  throw new TypeError("bad value " + value);
}
check(5);
// expect error: TypeError: bad value 5
// expect stderr: shows-code-frame.js:3
