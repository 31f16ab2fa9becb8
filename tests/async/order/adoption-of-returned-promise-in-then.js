Promise.resolve().then(() => Promise.resolve("inner")).then((v) => console.log(v));
let p = Promise.resolve();
for (let i = 1; i <= 5; i++) p = p.then(() => console.log(i));
// expect: 1
// expect: 2
// expect: 3
// expect: inner
// expect: 4
// expect: 5
