const [s, ns] = process.hrtime();
console.log(typeof s, ns < 1e9, typeof process.hrtime.bigint(), process.hrtime([s, ns]).length); // expect: number true bigint 2
const m = process.memoryUsage();
console.log(m.rss > 0, m.heapUsed > 0, m.heapTotal >= 0); // expect: true true true
