let f = "kept";
{
  function f() {}
}
console.log(f); // expect: kept
