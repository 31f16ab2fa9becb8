import { seen } from "./fixtures/cycle-a.mjs";
import { readA } from "./fixtures/cycle-b.mjs";
console.log(seen); // expect: b ReferenceError hoisted a
console.log(readA()); // expect: a
