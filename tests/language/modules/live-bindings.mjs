import Counter, { count, increment, current } from "./fixtures/counter.mjs";
increment();
increment();
console.log(count, current, Counter.name); // expect: 2 2 Counter
try {
  count = 5;
} catch (error) {
  console.log(error.name); // expect: TypeError
}
