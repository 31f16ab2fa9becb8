console.log("hello".includes("ell"), "hello".startsWith("lo", 3), "hello".endsWith("he", 2), "abc".includes("")); // expect: true true true true
