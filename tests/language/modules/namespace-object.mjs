import * as ns from "./fixtures/counter.mjs";
console.log(Object.keys(ns).join(), ns[Symbol.toStringTag]); // expect: count,current,default,increment Module
ns.increment();
console.log(ns.count, Object.isSealed(ns), Object.getPrototypeOf(ns)); // expect: 1 true null
try {
  ns.count = 1;
} catch (error) {
  console.log(error.name); // expect: TypeError
}
