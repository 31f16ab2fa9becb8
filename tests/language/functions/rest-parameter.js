function f(first, ...rest) {
  return first + ":" + rest.length + ":" + rest;
}
console.log(f(1), f(1, 2, 3)); // expect: 1:0: 1:2:2,3
