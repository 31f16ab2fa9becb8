// Who awaits a call looks at its promise when the callee first waits. An await that went straight on counts: what is
// patched after it is not looked at, however the callee ends.
const proto = Promise.prototype, constructor = Object.getOwnPropertyDescriptor(proto, 'constructor');
let reads = 0;
const patch = () => Object.defineProperty(proto, 'constructor', { get() { reads++; return Promise; }, configurable: true });

async function returns() { await null; patch(); return 1; }
async function throws() { await null; patch(); throw 2; }
async function waits() { await null; patch(); await null; return 3; }
async function returnsPromise() { await null; patch(); return { then(resolve) { resolve(4); } }; }
async function calls() { return await returns(); }
async function* yields() { yield 5; await null; patch(); yield 6; }
async function* ends() { await null; patch(); }
async function* fails() { await null; patch(); throw 7; }
async function loop(generator) {
  const values = [];
  for await (const value of generator()) values.push(value);
  return values.join();
}
const cases = {
  returns, throws, waits, returnsPromise, calls, yields: () => loop(yields), ends: () => loop(ends), fails: () => loop(fails),
};
(async () => {
  for (const name in cases) {
    reads = 0;
    await null;
    const result = await (async () => { await null; try { return await cases[name](); } catch (e) { return `caught ${e}`; } })();
    const before = reads;
    Object.defineProperty(proto, 'constructor', constructor);
    console.log(name, result, before);
  }
})();
// expect: returns 1 0
// expect: throws caught 2 0
// expect: waits 3 0
// expect: returnsPromise 4 0
// expect: calls 1 0
// expect: yields 5,6 1
// expect: ends  0
// expect: fails caught 7 0
