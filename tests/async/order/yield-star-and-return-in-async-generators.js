async function* inner() { yield 1; return 2; }
async function* outer() { const r = yield* inner(); return r; }
(async () => { const it = outer(); console.log((await it.next()).value); console.log((await it.next()).value); })();
let p = Promise.resolve();
for (let i = 1; i <= 12; i++) p = p.then(() => console.log("tick", i));
// expect: tick 1
// expect: tick 2
// expect: 1
// expect: tick 3
// expect: tick 4
// expect: tick 5
// expect: tick 6
// expect: 2
// expect: tick 7
// expect: tick 8
// expect: tick 9
// expect: tick 10
// expect: tick 11
// expect: tick 12
