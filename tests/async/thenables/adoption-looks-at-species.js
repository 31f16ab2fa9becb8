// Adopting a promise calls its `then`, which looks for Promise[Symbol.species].
// expect: species
// expect: species
// expect: 1 2
Object.defineProperty(Promise, Symbol.species, { get() { console.log('species'); return Promise; } });
async function returnsPromise() { return Promise.resolve(1); }
const adopts = new Promise((resolve) => resolve(Promise.resolve(2)));
(async () => console.log(await returnsPromise(), await adopts))();
