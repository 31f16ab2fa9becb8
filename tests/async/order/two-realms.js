// flags: --test262
// node: $262 makes the other realm; the rows are those of Node with node:vm's contexts.
// A function awaits the promise of another realm by another promise, which takes its turns. For each callee: the
// outcome and the turns where it is awaited, and where it is returned.
const text = `({
  value: async () => 7,
  waits: async () => { await null; return 7; },
  throws: async () => { throw 'E'; },
  throwsLate: async () => { await null; throw 'E'; },
  promise: async () => Promise.resolve(7),
  nested: async () => await (async () => await (async () => { await null; return 7; })())(),
  awaits: async (f) => await f(),
  returns: async (f) => f(),
  generator: async function* () { yield 1; await null; yield 2; return 3; },
  loops: async (g) => { let s = ''; for await (const x of g()) s += x; return s; },
  Promise,
})`;
const other = $262.createRealm();
const realms = { here: (0, eval)(text), there: other.evalScript(text) };
const callees = ['value', 'waits', 'throws', 'throwsLate', 'promise', 'nested'];
// Calls `next` with the outcome.
function outcome(call, mode, next) {
  let turns = 0, running = mode === 'counted', result = 'pending';
  const turn = () => { turns++; if (running && turns < 60) Promise.resolve().then(turn); };
  if (running) Promise.resolve().then(turn);
  (async () => {
    if (mode === 'job') await null;
    try { result = await call(); } catch (error) { result = `!${error}`; }
    running = false;
  })();
  setTimeout(() => setTimeout(() => next(mode === 'counted' ? `${result}@${turns}` : `${result}`)));
}
function row(calls, next, cells = []) {
  if (cells.length === calls.length) return next(cells.join(' '));
  outcome(calls[cells.length], 'counted', (counted) => outcome(calls[cells.length], 'host', (host) => outcome(calls[cells.length], 'job', (job) => {
    const same = counted.replace(/@.*/, '');
    row(calls, next, [...cells, host === same && job === same ? counted : `${counted} but ${host} ${job}`]);
  })));
}
function show(pairs, next) {
  const [[caller, callee], ...rest] = pairs;
  const [a, b] = [realms[caller], realms[callee]];
  const calls = [...callees.map((name) => () => a.awaits(b[name])), ...callees.map((name) => () => a.returns(b[name])),
    () => a.loops(b.generator), async () => await a.Promise.resolve(b.Promise.resolve(7))];
  row(calls, (cells) => {
    print(`${caller} calls ${callee}: ${cells}`);
    if (rest.length) show(rest, next);
    else next();
  });
}
const pairs = [['here', 'here'], ['here', 'there'], ['there', 'here'], ['there', 'there']];
show(pairs, () => {
  let reads = 0;
  other.global.Object.defineProperty(other.global.Promise.prototype, 'constructor',
    { get() { reads++; return other.global.Promise; }, configurable: true });
  print('patched there');
  show(pairs, () => print(`${reads} looks`));
});
// expect: here calls here: 7@3 7@4 !E@3 !E@4 7@5 7@6 7@4 7@4 !E@4 !E@4 7@5 7@6 12@9 7@3
// expect: here calls there: 7@5 7@5 !E@5 !E@5 7@6 7@7 7@4 7@4 !E@4 !E@4 7@5 7@6 12@12 7@5
// expect: there calls here: 7@6 7@6 !E@6 !E@6 7@7 7@8 7@5 7@5 !E@5 !E@5 7@6 7@7 12@13 7@6
// expect: there calls there: 7@4 7@5 !E@4 !E@5 7@6 7@7 7@5 7@5 !E@5 !E@5 7@6 7@7 12@10 7@5
// expect: patched there
// expect: here calls here: 7@3 7@4 !E@3 !E@4 7@5 7@6 7@4 7@4 !E@4 !E@4 7@5 7@6 12@9 7@3
// expect: here calls there: 7@5 7@5 !E@5 !E@5 7@6 7@7 7@4 7@4 !E@4 !E@4 7@5 7@6 12@12 7@5
// expect: there calls here: 7@6 7@6 !E@6 !E@6 7@7 7@8 7@5 7@5 !E@5 !E@5 7@6 7@7 12@13 7@6
// expect: there calls there: 7@4 7@5 !E@4 !E@5 7@6 7@7 7@5 7@5 !E@5 !E@5 7@6 7@7 12@10 7@5
// expect: 330 looks
