let resolve;
const p = new Promise((r) => (resolve = r));
for (let i = 0; i < 4; i++) p.then(() => console.log("then", i));
(async () => { await p; console.log("await"); })();
p.then(() => console.log("last"));
resolve();
// expect: then 0
// expect: then 1
// expect: then 2
// expect: then 3
// expect: await
// expect: last
