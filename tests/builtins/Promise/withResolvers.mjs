const { promise, resolve, reject } = Promise.withResolvers();
resolve("ok");
reject("late");
console.log(await promise, resolve.length, resolve.name === ""); // expect: ok 1 true
