const target = {
  set x(v) {
    console.log("must not run");
  },
  ...{ x: 1 },
};
console.log(target.x); // expect: 1
