var using = 1;
using
= 2;
var x = [using][0];
for (using of [3]);
console.log(using, x); // expect: 3 2
