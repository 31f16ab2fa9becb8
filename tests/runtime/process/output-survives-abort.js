console.log("before"); // expect: before
process.abort(); // expect exit: 134
