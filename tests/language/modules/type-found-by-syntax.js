import { x } from "./fixtures/star-x.mjs";
console.log(x, this); // expect: 1 undefined
