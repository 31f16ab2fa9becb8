const thenable = { then(resolve) { console.log("then called"); resolve("t"); } };
(async () => console.log("awaited", await thenable))();
Promise.resolve().then(() => console.log("1")).then(() => console.log("2")).then(() => console.log("3"));
// expect: then called
// expect: 1
// expect: awaited t
// expect: 2
// expect: 3
