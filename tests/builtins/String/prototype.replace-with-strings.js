console.log("a-b-c".replace("-", "+"), "a-b-c".replaceAll("-", "+"), "abc".replace("b", "[$&$`$'$$]")); // expect: a+b-c a+b+c a[bac$]c
console.log("xx".replaceAll("", "-"), "abc".replace("c", (m, i, s) => m + i + s)); // expect: -x-x- abc2abc
