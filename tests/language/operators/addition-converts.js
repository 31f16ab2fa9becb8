console.log(1 + "2", "3" - 1, "3" * "4", true + 1, null + 1, undefined + 1); // expect: 12 2 12 2 1 NaN
console.log([] + {}, [1, 2] + [3], 1 + [2]); // expect: [object Object] 1,23 12
console.log({} + 1, "" + null, "" + undefined); // expect: [object Object]1 null undefined
