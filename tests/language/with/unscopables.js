const o = { hidden: 1, seen: 2, [Symbol.unscopables]: { hidden: true } };
var hidden = "outer";
with (o) console.log(hidden, seen); // expect: outer 2
with ([]) console.log(typeof keys, typeof concat); // expect: undefined function
