import("./fixtures/star-y.mjs").then((ns) => console.log(ns.y));
console.log("first"); // expect: first
// expect: 2
