// What an executor throws rejects the promise, unless it has been settled before.
const p = new Promise(() => { throw 'from the executor'; });
const q = new Promise((resolve) => { resolve('settled'); throw 'too late'; });
(async () => {
  try { await p; } catch (e) { console.log('caught', e); } // expect: caught from the executor
  console.log(await q); // expect: settled
})();
