const a = performance.now();
for (let i = 0; i < 1000; i++);
console.log(typeof a, performance.now() >= a, a >= 0 && a < 60000); // expect: number true true
