Promise.resolve("v").finally(() => {}).then(() => console.log("finally"));
let p = Promise.resolve();
for (let i = 1; i <= 6; i++) p = p.then(() => console.log(i));
// expect: 1
// expect: 2
// expect: 3
// expect: finally
// expect: 4
// expect: 5
// expect: 6
