import * as self from "./namespace-tdz.mjs";
try {
  self.later;
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
export let later = 1;
console.log(self.later, typeof self.missing); // expect: 1 undefined
