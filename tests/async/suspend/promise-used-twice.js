async function f() { await null; return { n: 1 }; }
const p = f();
(async () => { const [a, b] = [await p, await p]; console.log(a === b, a.n); })(); // expect: true 1
