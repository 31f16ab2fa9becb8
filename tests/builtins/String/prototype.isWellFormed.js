console.log("a\uD800".isWellFormed(), "😀".isWellFormed(), "a\uD800b".toWellFormed() === "a\uFFFDb"); // expect: false true true
