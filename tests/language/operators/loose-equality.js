console.log(1 == "1", null == undefined, null == 0, "" == 0, "0" == false); // expect: true true false true true
console.log([] == false, [1] == 1, NaN == NaN, ({}) == "[object Object]"); // expect: true true false true
