function f(a, b) {
  arguments[0] = "changed";
  b = "set";
  console.log(a, arguments[1], arguments.length); // expect: changed set 3
  Object.defineProperty(arguments, 0, { writable: false });
  a = "later";
  console.log(arguments[0]); // expect: changed
  delete arguments[1];
  arguments[1] = "own";
  console.log(b, arguments[1]); // expect: set own
  Object.defineProperty(arguments, 2, { get: () => "got" });
  console.log(arguments[2]); // expect: got
}
f(1, 2, 3);
