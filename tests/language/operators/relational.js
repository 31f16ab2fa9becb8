console.log("a" < "b", "B" < "a", "10" < "9", "10" < 9, null >= 0, undefined >= 0); // expect: true true true false true false
console.log(NaN < 1, NaN >= 1, [2] > 1, "😀" > "\uffff"); // expect: false false true false
