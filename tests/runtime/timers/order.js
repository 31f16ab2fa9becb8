setTimeout(() => console.log("b"), 6);
setTimeout(() => console.log("a"), 1);
setTimeout(() => console.log("c"), 20);
console.log("sync"); // expect: sync
// expect: a
// expect: b
// expect: c
