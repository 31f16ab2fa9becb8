const s = new String("abc");
console.log(s.length, s[1], 2 in s, 3 in s, Object.keys(s).join(), s == "abc", typeof s); // expect: 3 b true false 0,1,2 true object
"use strict";
const t = "x";
t[0] = "y";
console.log(t, "abc"["length"], "abc"[5]); // expect: x 3 undefined
