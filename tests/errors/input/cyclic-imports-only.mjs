import "./_support/self-a.mjs";
console.log("done"); // expect: done
