console.log(Boolean(""), Boolean("0"), Boolean(-0), Boolean([]), new Boolean(false) ? 1 : 2, true.toString(), new Boolean(1).valueOf()); // expect: false true false true 1 true true
