import * as ns from "./fixtures/star-xy.mjs";
console.log(Object.keys(ns).join(), "both" in ns); // expect: x,y false
