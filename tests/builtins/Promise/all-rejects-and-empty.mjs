console.log((await Promise.all([])).length); // expect: 0
await Promise.all([Promise.reject(new Error("one")), Promise.reject(new Error("two"))]).catch((e) => console.log(e.message)); // expect: one
await Promise.all(5).catch((e) => console.log(e.name)); // expect: TypeError
