console.log(Math.round(2.5), Math.round(-2.5), Math.round(0.49999999999999994), Math.floor(-1.5), Math.ceil(-1.5), Math.trunc(-1.9), Math.sign(-3)); // expect: 3 -2 0 -2 -1 -1 -1
console.log(Object.is(Math.round(-0.2), -0), Object.is(Math.ceil(-0.5), -0), Math.fround(5.5), Math.fround(5.05)); // expect: true true 5.5 5.050000190734863
