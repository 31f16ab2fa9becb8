console.log(typeof later.x); // expect: number
import * as later from "./fixtures/star-x.mjs";
