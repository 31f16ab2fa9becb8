import D, { bump, count, inner, own } from "./fixtures/reexports.mjs";
bump();
console.log(count, inner.count, own, D.name); // expect: 1 1 1 Counter
