// A promise may be settled by its executor at once, or any time later: whoever awaits it sees the same.
const make = {
  'immediate resolve': () => new Promise((resolve) => resolve(1)),
  'immediate reject': () => new Promise((_, reject) => reject(2)),
  'late resolve': () => new Promise((resolve) => setTimeout(resolve, 1, 3)),
  'late reject': () => new Promise((_, reject) => setTimeout(reject, 1, 4)),
};
(async () => {
  for (const name in make) {
    try { console.log(name, await make[name]()); } catch (e) { console.log(name, 'caught', e); }
  }
})();
// expect: immediate resolve 1
// expect: immediate reject caught 2
// expect: late resolve 3
// expect: late reject caught 4
