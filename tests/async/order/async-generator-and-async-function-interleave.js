async function* g() { yield 1; yield 2; }
(async () => { for await (const x of g()) console.log("g", x); console.log("g done"); })();
let p = Promise.resolve();
for (let i = 1; i <= 9; i++) p = p.then(() => console.log(i));
// expect: 1
// expect: g 1
// expect: 2
// expect: 3
// expect: g 2
// expect: 4
// expect: g done
// expect: 5
// expect: 6
// expect: 7
// expect: 8
// expect: 9
