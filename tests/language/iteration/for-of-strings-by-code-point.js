console.log([..."a😀b"].length, "a😀b".length); // expect: 3 4
for (const c of "é😀") console.log(c.codePointAt(0).toString(16));
// expect: e9
// expect: 1f600
