console.log(eval("1; if (false) 2;"), eval("do { 3; break; } while (0)"), eval("4; var x = 5;")); // expect: undefined 3 4
console.log(eval("{}"), eval("({})").constructor === Object, eval(""), eval("'a'; ;")); // expect: undefined true undefined a
console.log(eval("try { 1 } finally { 2 }"), eval("switch (1) { case 1: 7; }")); // expect: 1 7
