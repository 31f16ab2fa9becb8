import "./fixtures/tla-a.mjs"; // expect: b
import "./fixtures/tla-b.mjs"; // expect: a
console.log("main"); // expect: main
