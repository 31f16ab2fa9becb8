// A module that awaited at its top, as a part of another, may be imported on its own later: it is done.
await import('./fixtures/imports-one-that-awaits.mjs');
const { value } = await import('./fixtures/awaits-at-its-top.mjs');
console.log('again', value, (await import('./fixtures/awaits-at-its-top.mjs')).value);
// expect: awaits
// expect: imports 1
// expect: again 1 1
