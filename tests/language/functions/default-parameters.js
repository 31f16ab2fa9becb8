function f(a, b = a + 1, c = () => a + b) {
  a = 10;
  return [a, b, c()].join();
}
console.log(f(1), f(1, 5)); // expect: 10,2,12 10,5,15
console.log(f.length); // expect: 1
