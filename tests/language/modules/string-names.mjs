import { "any name" as x } from "./fixtures/string-names.mjs";
console.log(x); // expect: 1
