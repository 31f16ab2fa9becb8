import { value } from "./fixtures/slow.mjs";
console.log("main", value); // expect: slow start
// expect: slow end
// expect: main 7
