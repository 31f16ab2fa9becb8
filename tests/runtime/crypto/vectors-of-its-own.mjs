// timeout: 60
import { check, make } from "./_support/vectors.mjs";
console.log(await check(await make())); // expect: []
