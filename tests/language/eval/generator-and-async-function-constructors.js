const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor;
const AsyncFunction = (async () => {}).constructor;
console.log([...new GeneratorFunction("n", "yield n; yield n * 2")(4)].join()); // expect: 4,8
new AsyncFunction("x", "return await x")(Promise.resolve(9)).then(console.log); // expect: 9
