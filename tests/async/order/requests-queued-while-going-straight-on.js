// An async generator goes straight on behind an await, and others have queued requests meanwhile: who asked first is
// told first, and the body goes on with the next request when its turn comes.
const log = [];
const say = (...words) => log.push(words.join(' '));
let generator;
async function later(name) {
  try {
    for (;;) {
      const { value, done } = await generator.next(name);
      say(name, value, done);
      if (done) break;
    }
  } catch (e) { say(name, 'caught', e); }
}
async function loop(name) {
  try { for await (const value of generator) say(name, value); } catch (e) { say(name, 'caught', e); }
  say(name, 'ends');
}
const bodies = {
  async *ends() { later('inner'); await null; },
  async *fails() { later('inner'); await null; throw 'failure'; },
  async *returns() { later('inner'); await null; return 'returned'; },
  async *yields() { later('inner'); await null; yield 1; await null; yield 2; },
  async *yieldsAtOnce() { later('inner'); yield 1; later('third'); yield 2; yield 3; },
  async *noAwait() { later('inner'); },
  async *throwsAtOnce() { later('inner'); throw 'failure'; },
  async *delegates() { later('inner'); await null; yield* [1, 2]; },
  async *cleansUp() { later('inner'); try { await null; yield 1; } finally { await null; say('cleaned'); } },
  async *goesOn() { later('inner'); await null; for (let i = 0; i < 3; i++) { say('got', yield i); await null; } },
};
(async () => {
  for (const name in bodies) for (const outer of [later, loop, async (n) => { await loop(n); say(n, 'nested'); }]) {
    log.length = 0;
    generator = bodies[name]();
    await (async () => { await null; await outer('outer'); say('main'); })();
    for (let i = 0; i < 20; i++) await null;
    console.log(`${name}: ${log.join(', ')}`);
  }
})();
// expect: ends: outer  true, inner  true, main
// expect: ends: outer ends, inner  true, main
// expect: ends: outer ends, inner  true, outer nested, main
// expect: fails: outer caught failure, inner  true, main
// expect: fails: outer caught failure, outer ends, inner  true, main
// expect: fails: outer caught failure, outer ends, inner  true, outer nested, main
// expect: returns: outer returned true, inner  true, main
// expect: returns: outer ends, inner  true, main
// expect: returns: outer ends, inner  true, outer nested, main
// expect: yields: outer 1 false, inner 2 false, outer  true, inner  true, main
// expect: yields: outer 1, inner 2 false, outer ends, inner  true, main
// expect: yields: outer 1, inner 2 false, outer ends, inner  true, outer nested, main
// expect: yieldsAtOnce: outer 1 false, inner 2 false, third 3 false, outer  true, inner  true, third  true, main
// expect: yieldsAtOnce: outer 1, inner 2 false, third 3 false, outer ends, inner  true, third  true, main
// expect: yieldsAtOnce: outer 1, inner 2 false, third 3 false, outer ends, inner  true, third  true, outer nested, main
// expect: noAwait: inner  true, outer  true, main
// expect: noAwait: inner  true, outer ends, main
// expect: noAwait: inner  true, outer ends, outer nested, main
// expect: throwsAtOnce: inner  true, outer caught failure, main
// expect: throwsAtOnce: inner  true, outer caught failure, outer ends, main
// expect: throwsAtOnce: inner  true, outer caught failure, outer ends, outer nested, main
// expect: delegates: outer 1 false, inner 2 false, outer  true, inner  true, main
// expect: delegates: outer 1, inner 2 false, outer ends, inner  true, main
// expect: delegates: outer 1, inner 2 false, outer ends, inner  true, outer nested, main
// expect: cleansUp: outer 1 false, cleaned, inner  true, outer  true, main
// expect: cleansUp: outer 1, cleaned, inner  true, outer ends, main
// expect: cleansUp: outer 1, cleaned, inner  true, outer ends, outer nested, main
// expect: goesOn: got inner, outer 0 false, got outer, inner 1 false, got inner, outer 2 false, inner  true, outer  true, main
// expect: goesOn: got inner, outer 0, got , inner 1 false, got inner, outer 2, inner  true, outer ends, main
// expect: goesOn: got inner, outer 0, got , inner 1 false, got inner, outer 2, inner  true, outer ends, outer nested, main
