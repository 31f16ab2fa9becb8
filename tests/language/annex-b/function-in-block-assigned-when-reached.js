{
  function f() { return "first"; }
  f = "changed inside";
}
console.log(typeof f, f()); // expect: function first
