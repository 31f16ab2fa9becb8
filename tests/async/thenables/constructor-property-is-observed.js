const p = Promise.resolve(1);
let reads = 0;
Object.defineProperty(p, "constructor", { get() { reads++; return Promise; } });
(async () => { await p; console.log(reads); })(); // expect: 1
