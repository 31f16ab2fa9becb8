// SPDX-License-Identifier: MIT
// patches.mjs: what is seen of promises where a program has changed what they are made of.
//
// A patch is applied at one of three moments to each shape of waiting. A row gives for each moment what came out,
// after how many turns of the job queue (counted by a job that queues itself), and which patched properties were
// looked at. Without that job, so that awaits may go straight on, begun by the host or by a job, the same must come
// out. Shapes that don't notice a patch are not shown, and those with the same row are shown together.
const P = Promise, proto = Promise.prototype;
const saved = {
  ctor: Object.getOwnPropertyDescriptor(proto, 'constructor'), then: Object.getOwnPropertyDescriptor(proto, 'then'),
  resolve: Object.getOwnPropertyDescriptor(P, 'resolve'), species: Object.getOwnPropertyDescriptor(P, Symbol.species),
};
const setPrototypeOf = Object.setPrototypeOf, defineProperty = Object.defineProperty;
const then0 = proto.then, resolve0 = P.resolve;
let log = [];
const L = (text) => { log.push(text); };
class Sub extends Promise {}
class Loud extends Promise { then(a, b) { L('Loud.then'); return super.then(a, b); } }
const patches = {
  none() {},
  ctorGetter() { defineProperty(proto, 'constructor', { get() { L('ctor'); return P; }, configurable: true }); },
  ctorGetterThrows() { defineProperty(proto, 'constructor', { get() { L('ctor'); throw 'ctor threw'; }, configurable: true }); },
  ctorSub() { proto.constructor = Sub; },
  ctorUndefined() { proto.constructor = undefined; },
  ctorSame() { proto.constructor = Promise; },
  ctorRedefined() { defineProperty(proto, 'constructor', { value: Promise, enumerable: true, writable: false, configurable: true }); },
  ctorDeleted() { delete proto.constructor; },
  ctorDeletedRestored() { delete proto.constructor; defineProperty(proto, 'constructor', saved.ctor); },
  ctorOnObjectProto() {
    const before = Object.getOwnPropertyDescriptor(Object.prototype, 'constructor');
    delete proto.constructor;
    defineProperty(Object.prototype, 'constructor', { get() { L('Object ctor'); return P; }, configurable: true });
    return () => defineProperty(Object.prototype, 'constructor', before);
  },
  resolve() { P.resolve = function (v) { L('resolve'); return resolve0.call(this, v); }; },
  resolveDeleted() { delete P.resolve; },
  species() { defineProperty(P, Symbol.species, { get() { L('species'); return P; }, configurable: true }); },
  speciesSub() { defineProperty(P, Symbol.species, { value: Sub, configurable: true }); },
  speciesThrows() { defineProperty(P, Symbol.species, { get() { L('species'); throw 'species threw'; }, configurable: true }); },
  speciesDeleted() { delete P[Symbol.species]; },
  then() { proto.then = function (a, b) { L('then'); return then0.call(this, a, b); }; },
  thenAccessor() { defineProperty(proto, 'then', { get() { L('get then'); return then0; }, configurable: true }); },
  thenThrows() { defineProperty(proto, 'then', { get() { L('get then'); throw 'then threw'; }, configurable: true }); },
  thenDeleted() { delete proto.then; },
  thenNull() { proto.then = null; },
  thenSame() { proto.then = then0; },
  protoOfProto() { setPrototypeOf(proto, { get then() { L('deep then'); return then0; } }); delete proto.then; return () => setPrototypeOf(proto, Object.prototype); },
  protoNull() { setPrototypeOf(proto, null); return () => setPrototypeOf(proto, Object.prototype); },
  extra() { proto.extra = 1; return () => delete proto.extra; },
  manyExtra() { for (let i = 0; i < 30; i++) proto['x' + i] = 1; for (let i = 0; i < 30; i++) delete proto['x' + i]; },
  objectThen() { defineProperty(Object.prototype, 'then', { get() { L('Object then'); return undefined; }, configurable: true }); return () => delete Object.prototype.then; },
  objectThenFn() { defineProperty(Object.prototype, 'then', { value(a) { L('Object then()'); a('T'); }, configurable: true, writable: true }); return () => delete Object.prototype.then; },
  ctorSpeciesSub() { proto.constructor = { [Symbol.species]: Sub }; },
};
// Changes of one promise.
const instances = {
  own_ctor: (p) => { p.constructor = Sub; },
  own_ctor_same: (p) => { p.constructor = Promise; },
  own_ctor_getter: (p) => defineProperty(p, 'constructor', { get() { L('own ctor'); return P; } }),
  own_then: (p) => { p.then = function (a, b) { L('own then'); return then0.call(this, a, b); }; },
  own_then_getter: (p) => defineProperty(p, 'then', { get() { L('own get then'); return then0; } }),
  own_then_undefined: (p) => { p.then = undefined; },
  own_other: (p) => { p.other = 1; },
  proto_sub: (p) => setPrototypeOf(p, Sub.prototype),
  proto_loud: (p) => setPrototypeOf(p, Loud.prototype),
  proto_null: (p) => setPrototypeOf(p, null),
  proto_own: (p) => setPrototypeOf(p, { __proto__: proto, get then() { L('mid then'); return then0; } }),
  frozen: (p) => Object.freeze(p),
  inherits: (p) => setPrototypeOf(p, Object.create(proto)),
};
function restore() {
  defineProperty(proto, 'constructor', saved.ctor); defineProperty(proto, 'then', saved.then);
  defineProperty(P, 'resolve', saved.resolve); defineProperty(P, Symbol.species, saved.species);
}
const waitTwice = async () => { await null; await null; };

// What waits. now(k) is called at three moments: before the call, before the first await of the callee, and while all wait.
const shapes = {
  awaited: (now) => {
    async function f() { now(1); await null; now(2); return 7; }
    return async () => { now(0); return await f(); };
  },
  awaitedStraight: (now) => {
    async function f() { now(1); return 7; }
    return async () => { now(0); return await f(); };
  },
  awaitedObject: (now) => {
    async function f() { now(1); await null; now(2); return { v: 7 }; }
    return async () => { now(0); return (await f()).v; };
  },
  awaitedPromise: (now) => {
    async function f() { now(1); await null; now(2); return resolve0.call(P, 7); }
    return async () => { now(0); return await f(); };
  },
  awaitedPromiseStraight: (now) => {
    async function f() { now(1); return resolve0.call(P, 7); }
    return async () => { now(0); return await f(); };
  },
  awaitedThrows: (now) => {
    async function f() { now(1); await null; now(2); throw 7; }
    return async () => { now(0); try { return await f(); } catch (e) { return 'c' + e; } };
  },
  awaitedThrowsStraight: (now) => {
    async function f() { now(1); throw 7; }
    return async () => { now(0); try { return await f(); } catch (e) { return 'c' + e; } };
  },
  nested: (now) => {
    async function f() { now(1); await null; now(2); return 7; } async function g() { return await f(); } async function h() { await g(); return await g(); }
    return async () => { now(0); return await h(); };
  },
  nestedSpread: (now) => {
    async function f() { now(1); await null; return 7; } async function g() { const x = await f(); now(2); return x; }
    return async () => { now(0); return await g(); };
  },
  bound: (now) => {
    async function f() { now(1); await null; now(2); return 7; }
    return async () => { now(0); const p = f(); return await p; };
  },
  thenned: (now) => {
    async function f() { now(1); await null; now(2); return 7; }
    return async () => { now(0); const p = f(); return await then0.call(p, (x) => x); };
  },
  ignored: (now) => {
    async function f() { now(1); await null; now(2); return 7; }
    return async () => { now(0); f(); await waitTwice(); await waitTwice(); return 'end'; };
  },
  ignoredPromise: (now) => {
    async function f() { now(1); return resolve0.call(P, 7); }
    return async () => { now(0); f(); await waitTwice(); await waitTwice(); return 'end'; };
  },
  returned: (now) => {
    async function f() { now(1); await null; now(2); return 7; }
    return async () => { now(0); return f(); };
  },
  returnedValue: (now) => {
    async function f() { now(1); return 7; }
    return async () => { now(0); return await (async () => f())(); };
  },
  gen: (now) => {
    async function* g() { now(1); yield 1; await null; now(2); yield 2; return 3; }
    return async () => { now(0); let s = ''; for await (const x of g()) s += x; return s; };
  },
  genNext: (now) => {
    async function* g() { now(1); const x = yield resolve0.call(P, 1); now(2); return resolve0.call(P, 2); }
    return async () => { now(0); const i = g(); return String([(await i.next()).value, (await i.next()).value, (await i.return(3)).value]); };
  },
  genQueue: (now) => {
    async function* g() { now(1); yield 1; now(2); yield 2; }
    return async () => { now(0); const i = g(); const a = i.next(), b = i.next(), c = i.return(resolve0.call(P, 4)); return String([(await a).value, (await b).value, (await c).value]); };
  },
  genReturnEarly: (now) => {
    async function* g() { try { now(1); yield 1; } finally { await null; now(2); } }
    return async () => { now(0); for await (const x of g()) return x; };
  },
  forAwaitArray: (now) => async () => { now(0); let s = ''; for await (const x of [resolve0.call(P, 1), 2, { v: 1 }]) { s += typeof x; now(1); await null; now(2); } return s; },
  yieldStar: (now) => {
    async function* g() { now(1); yield 1; now(2); return resolve0.call(P, 3); }
    return async () => { now(0); const o = (async function* () { return yield* g(); })(); return String([(await o.next()).value, (await o.next()).value]); };
  },
  all: (now) => {
    async function f() { now(1); await null; now(2); return 7; }
    return async () => { now(0); return String(await P.all([f(), 2])); };
  },
  any: (now) => {
    async function f() { now(1); await null; now(2); return 7; }
    return async () => { now(0); return String(await P.any([f(), 2])); };
  },
  constructed: (now) => async () => { now(0); const p = new P((a) => { now(1); a(resolve0.call(P, 5)); }); queueMicrotask(() => now(2)); return await p; },
  finallyed: (now) => async () => { now(0); const p = resolve0.call(P, 1); now(1); queueMicrotask(() => now(2)); return await proto.finally.call(p, () => 3); },
  catched: (now) => async () => { now(0); const p = P.reject(1); now(1); queueMicrotask(() => now(2)); return await proto.catch.call(p, () => 3); },
  subclass: (now) => async () => { now(0); const p = new Sub((a) => queueMicrotask(() => { now(2); a(4); })); now(1); return await p; },
  loud: (now) => async () => { now(0); const p = new Loud((a) => queueMicrotask(() => { now(2); a(4); })); now(1); return await p; },
  thenable: (now) => async () => { now(0); return await { then(a) { now(1); queueMicrotask(() => { now(2); a(resolve0.call(P, 4)); }); } }; },
  callback: (now) => async () => { now(0); const p = then0.call(resolve0.call(P, 1), async () => { now(1); await null; now(2); return 3; }); return await p; },
};

async function late(value, how) { await null; if (how) throw value; return value; }
const promises = {
  awaited: () => late(7), awaitedRejected: () => late(7, true), thenned: () => late(7), returned: () => late(7), combined: () => late(7),
  awaitedSub: () => new Sub((resolve) => queueMicrotask(() => resolve(7))),
};
const uses = {
  awaited: async (p) => await p, awaitedRejected: async (p) => await p, awaitedSub: async (p) => await p,
  thenned: async (p) => await then0.call(p, (x) => x + 1), returned: async (p) => p, combined: async (p) => String(await P.all([p, p])),
};

const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason instanceof Error ? reason.name : String(reason)));

const text = (value) => (value instanceof Error ? value.name : String(value));

// get,get,set: get×2,set
function shortened(names) {
  const runs = [];
  for (const name of names) {
    if (runs.at(-1)?.name === name) runs.at(-1).count++;
    else runs.push({ name, count: 1 });
  }
  return runs.map(({ name, count }) => (count > 1 ? `${name}×${count}` : name)).join();
}

// Runs one case and gives its outcome to `next`. No promise of this function's is in the way.
function runCase({ go, undo, mode }, next) {
  log = [];
  let turns = 0, running = mode === 'counted', result = 'pending';
  const turn = () => { turns++; if (running && turns < 60) queueMicrotask(turn); };
  if (running) queueMicrotask(turn);
  (async () => {
    if (mode === 'job') await null;
    try { result = String(await go()); } catch (error) { result = `!${text(error)}`; }
    running = false;
  })();
  setImmediate(() => setImmediate(() => {
    running = false;
    undo();
    setImmediate(() => next({ what: `${result} [${shortened(log)}]${unhandled.length ? ` u:${unhandled.splice(0)}` : ''}`, turns }));
  }));
}

// Runs the cases of a row, three modes for each moment, and gives its text.
function runRow(cases, next) {
  const cells = [];
  let counted;
  (function step(i) {
    if (i === cases.length) return next(cells.join(' | '));
    runCase(cases[i], (outcome) => {
      if (cases[i].mode === 'counted') {
        counted = outcome.what;
        cells.push(`@${outcome.turns} ${outcome.what}`);
      } else if (outcome.what !== counted) {
        cells.push(`but begun by the ${cases[i].mode}: ${outcome.what}`);
      }
      step(i + 1);
    });
  })(0);
}

const MODES = ['counted', 'host', 'job'];

function rowOfPatch(name, shape) {
  return [0, 1, 2].flatMap((moment) => MODES.map((mode) => {
    let undoPatch, done = false;
    const now = (at) => {
      if (at !== moment || done) return;
      done = true;
      undoPatch = patches[name]();
    };
    const undo = () => { undoPatch?.(); restore(); };
    return { go: shapes[shape](now), undo, mode };
  }));
}

function rowOfInstance(name, shape) {
  return ['before', 'while'].flatMap((moment) => MODES.map((mode) => {
    const go = async () => {
      const p = promises[shape]();
      if (moment === 'before') instances[name](p);
      else queueMicrotask(() => instances[name](p));
      return uses[shape](p);
    };
    return { go, undo() {}, mode };
  }));
}

function showAll(list, next) {
  const [entry, ...rest] = list;
  if (!entry) return next();
  runRow(entry.cases, (row) => {
    entry.done(row);
    showAll(rest, next);
  });
}

function show(title, rows) {
  console.log(title);
  for (const [row, shapesOfRow] of rows) console.log(`  ${shapesOfRow.join(', ')}: ${row}`);
}

// Shows the rows of patches, without those that are as if nothing was patched.
export function showPatches(names) {
  const plain = {};
  const list = Object.keys(shapes).map((shape) => ({ cases: rowOfPatch('none', shape), done: (row) => { plain[shape] = row; } }));
  for (const name of names) {
    const rows = new Map();
    for (const shape in shapes)
      list.push({
        cases: rowOfPatch(name, shape),
        done(row) {
          if (row !== plain[shape] || name === 'none') rows.set(row, [...(rows.get(row) ?? []), shape]);
          if (shape === Object.keys(shapes).at(-1)) show(name, rows);
        },
      });
  }
  showAll(list, () => {});
}

// Shows the rows of changed promises.
export function showInstances() {
  const list = [];
  for (const name in instances) {
    const rows = new Map();
    for (const shape in promises)
      list.push({
        cases: rowOfInstance(name, shape),
        done(row) {
          rows.set(row, [...(rows.get(row) ?? []), shape]);
          if (shape === Object.keys(promises).at(-1)) show(name, rows);
        },
      });
  }
  showAll(list, () => {});
}
