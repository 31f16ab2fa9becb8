const spreadable = { length: 2, 0: "x", 1: "y", [Symbol.isConcatSpreadable]: true };
console.log([1].concat(2, [3, [4]], spreadable).length, [].concat([, 1]).length); // expect: 6 2
const stiff = Object.assign([1, 2], { [Symbol.isConcatSpreadable]: false });
console.log([0].concat(stiff).length); // expect: 2
