Promise.all([1, 2]).then(() => console.log("all"));
Promise.race([1, 2]).then(() => console.log("race"));
Promise.any([1]).then(() => console.log("any"));
Promise.allSettled([1]).then(() => console.log("settled"));
let p = Promise.resolve();
for (let i = 1; i <= 4; i++) p = p.then(() => console.log(i));
// expect: 1
// expect: all
// expect: race
// expect: any
// expect: settled
// expect: 2
// expect: 3
// expect: 4
