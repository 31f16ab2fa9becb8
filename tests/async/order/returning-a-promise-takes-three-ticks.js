const tick = (n, p = Promise.resolve()) => { let q = p; for (let i = 1; i <= n; i++) q = q.then(() => console.log("tick", i)); };
async function plain() { return 1; }
async function wrapped() { return Promise.resolve(1); }
tick(5);
plain().then(() => console.log("plain"));
wrapped().then(() => console.log("wrapped"));
// expect: tick 1
// expect: plain
// expect: tick 2
// expect: tick 3
// expect: wrapped
// expect: tick 4
// expect: tick 5
