const a = 1;﻿const b = 2;
console.log(a + b); // expect: 3
console.log(eval("1\u2028+1"), eval("//c\u20295")); // expect: 2 5
