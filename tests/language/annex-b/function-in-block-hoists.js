console.log(typeof f); // expect: undefined
{
  function f() {
    return 1;
  }
}
console.log(f()); // expect: 1
if (true) function g() { return 2; }
console.log(g()); // expect: 2
