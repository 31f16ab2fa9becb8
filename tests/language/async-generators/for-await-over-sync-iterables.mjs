for await (const x of [1, Promise.resolve(2), (async () => 3)()]) console.log(x);
// expect: 1
// expect: 2
// expect: 3
