(async () => { for await (const x of [Promise.resolve("a"), "b"]) console.log(x); })();
let p = Promise.resolve();
for (let i = 1; i <= 8; i++) p = p.then(() => console.log(i));
// expect: 1
// expect: a
// expect: 2
// expect: 3
// expect: b
// expect: 4
// expect: 5
// expect: 6
// expect: 7
// expect: 8
