const f = function g(n) {
  return n ? g(n - 1) : typeof g;
};
console.log(f(2), typeof g); // expect: function undefined
