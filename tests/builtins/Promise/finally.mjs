console.log(await Promise.resolve(1).finally(() => 2)); // expect: 1
await Promise.reject("kept").finally(() => {}).catch((e) => console.log(e)); // expect: kept
await Promise.resolve().finally(() => { throw "replaced"; }).catch((e) => console.log(e)); // expect: replaced
