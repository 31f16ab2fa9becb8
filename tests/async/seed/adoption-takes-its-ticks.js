// An async function that returns a promise adopts it, which takes two ticks more than returning a value.
async function value() { return 'value'; }
async function promise() { return Promise.resolve('promise'); }
async function call() { return value(); }
async function awaited() { return await value(); }
const tick = (n) => (n > 5 ? 0 : Promise.resolve().then(() => { console.log(n); tick(n + 1); }));
for (const f of [promise, call, awaited, value]) f().then(() => console.log(f.name));
tick(1);
// expect: value
// expect: 1
// expect: awaited
// expect: 2
// expect: promise
// expect: call
// expect: 3
// expect: 4
// expect: 5
