console.log(await Promise.resolve(1).then(null, undefined).then(5)); // expect: 1
await Promise.reject(2).then((x) => x).catch((x) => console.log(x)); // expect: 2
