console.log(await Promise.try((a, b) => a + b, 1, 2)); // expect: 3
await Promise.try(() => { throw new Error("sync"); }).catch((e) => console.log(e.message)); // expect: sync
