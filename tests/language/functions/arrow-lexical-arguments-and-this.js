function outer() {
  const inner = () => arguments[0] + this.suffix;
  return inner("ignored");
}
console.log(outer.call({ suffix: "!" }, "used")); // expect: used!
