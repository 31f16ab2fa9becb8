const factorial = function (n) {
  return n <= 1 ? 1 : n * arguments.callee(n - 1);
};
console.log(factorial(5)); // expect: 120
