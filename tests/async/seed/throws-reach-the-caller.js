// What a callee throws, before or after an await, arrives at the catch of whoever awaits the call.
async function early() { throw 'early'; }
async function late() { await null; throw 'late'; }
async function between(f) { await f(); console.log('not reached'); }
async function main() {
  for (const f of [early, late]) {
    try { await f(); } catch (e) { console.log('caught', e); } // expect: caught early
    try { await between(f); } catch (e) { console.log('through', e); } // expect: through early
  }
}
main();
// expect: caught late
// expect: through late
