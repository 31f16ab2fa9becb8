async function a() { await null; console.log("a"); }
async function b() { await a(); console.log("b"); }
async function c() { await b(); console.log("c"); }
c();
let p = Promise.resolve();
for (let i = 1; i <= 4; i++) p = p.then(() => console.log("tick", i));
// expect: a
// expect: tick 1
// expect: b
// expect: tick 2
// expect: c
// expect: tick 3
// expect: tick 4
