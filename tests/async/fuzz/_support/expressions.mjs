// SPDX-License-Identifier: MIT
// expressions.mjs: the expressions of generated programs: [weight, (generator, context) => text].
//
// None awaits anything itself (statements.mjs does), so each may stand in every function.

const ASYNC_KINDS = ['async', 'arrow', 'method', 'class', 'plain'];

// Calls of the program's functions, in all the ways that there are.
function call(g, c) {
  const f = g.callee(c, ASYNC_KINDS);
  if (!f) return g.leaf(c);
  const argument = g.argument(c);
  const name = f.name;
  return g.random.weighted([
    [12, () => `${name}(${argument})`],
    [1, () => `${name}.call({ tag: ${g.int()} }, ${argument})`],
    [1, () => `${name}.apply({ tag: ${g.int()} }, [${argument}])`],
    [1, () => `${name}.bind({ tag: ${g.int()} }, ${argument})()`],
    [1, () => `${name}?.(${argument})`],
    [1, () => `${name}(...[${argument}, ${g.int()}])`],
    [1, () => `${name}\`a\${${argument}}b\``],
    [1, () => `new Proxy(${name}, {})(${argument})`],
    [1, () => `new Proxy(${name}, { apply(f, t, a) { L(${g.label()}); return Reflect.apply(f, t, a); } })(${argument})`],
    [1, () => `Reflect.apply(${name}, undefined, [${argument}])`],
    [2, () => `({ tag: ${g.int()}, m: ${name} }).m(${argument})`],
    [1, () => `({ m: ${name} })?.m?.(${argument})`],
    [1, () => `[${argument}].map(${name})[0]`],
    [1, () => `(0, ${name})(${argument})`],
    [1, () => `((y) => ${name}(y))(${argument})`],
    [1, () => `(async (y) => ${name}(y))(${argument})`],
    [1, () => `(async (y = ${name}(${argument})) => y)()`],
  ])();
}

function executor(g, c) {
  const steps = [];
  const count = 1 + g.random.below(2);
  for (let i = 0; i < count; i++) {
    steps.push(g.random.weighted([
      [4, () => `resolve(${g.expression(c)});`],
      [2, () => `reject(${g.fault()});`],
      [2, () => `timer(${g.random.below(4)}, () => resolve(${g.expression(c)}));`],
      [1, () => `timer(${g.random.below(4)}, () => { L(${g.label()}); reject(${g.fault()}); });`],
      [2, () => `queueMicrotask(() => resolve(${g.expression(c)}));`],
      [1, () => `throw ${g.fault()};`],
      [1, () => `L(${g.label()});`],
      [1, () => `Promise.resolve(${g.int()}).then(resolve, reject);`],
    ])());
  }
  return `(resolve, reject) => { ${steps.join(' ')} }`;
}

function chain(g, c) {
  const promise = g.chance(60) ? call(g, c) : g.expression(c);
  const wrapped = `Promise.resolve(${promise})`;
  return g.random.weighted([
    [5, () => `${wrapped}.then(${g.callback(c)})`],
    [2, () => `${wrapped}.then(${g.callback(c)}, ${g.callback(c)})`],
    [3, () => `${wrapped}.catch(${g.callback(c)})`],
    [3, () => `${wrapped}.finally(${finallyCallback(g, c)})`],
    [1, () => `${wrapped}.then().then(${g.callback(c)})`],
    [1, () => `${wrapped}.then(${g.callback(c)}).catch(${g.callback(c)}).finally(${finallyCallback(g, c)})`],
  ])();
}

function finallyCallback(g, c) {
  return g.random.weighted([
    [3, () => `() => { L(${g.label()}); }`],
    [2, () => `() => ${g.expression(c)}`],
    [1, () => `() => { throw ${g.fault()}; }`],
    [1, () => `async () => {\n${g.body({ ...c, async: true, generator: false, depth: c.depth - 1 }, 2)}\n}`],
  ])();
}

function combinator(g, c) {
  const method = g.random.pick(['all', 'race', 'any', 'allSettled']);
  const target = g.chance(85) ? 'Promise' : g.random.pick(['Sub', 'Loud', 'Other']);
  if (g.chance(15)) return `${target}.${method}(${g.iterable(c, true)})`;
  const items = [];
  const count = g.random.below(4);
  for (let i = 0; i < count; i++) items.push(g.expression(c));
  return `${target}.${method}([${items.join(', ')}])`;
}

function construct(g, c) {
  const target = g.chance(80) ? 'Promise' : g.random.pick(['Sub', 'Loud', 'Other']);
  return `new ${target}(${executor(g, c)})`;
}

function closure(g, c) {
  return `(async () => {\n${g.body({ ...c, async: true, generator: false, loop: false })}\n})()`;
}

// One request to a new async generator.
function request(g, c) {
  const f = g.callee(c, ['asyncGenerator']);
  if (!f) return call(g, c);
  const generator = `${f.name}(${g.argument(c)})`;
  return g.random.weighted([
    [5, () => `${generator}.next(${g.int()})`],
    [2, () => `${generator}.return(${returned(g)})`],
    [g.features.has('throw') ? 1 : 0, () => `${generator}.throw(${g.fault()})`],
  ])();
}

function newer(g, c) {
  const options = [() => chain(g, c)];
  if (g.features.has('fromAsync') && !g.patched) {
    // Only what does not fail: V8 rejects some jobs later than the standard does, and where an iterator's
    // `return` throws it calls that for ever.
    options.push(() => `Array.fromAsync([${g.int()}, Promise.resolve(${g.int()}), delay(${g.random.below(4)}, ${g.int()})])`);
    options.push(() => `Array.fromAsync(new Set([${g.int()}, Promise.resolve(${g.int()})]), async (v) => (L(${g.label()}, v), v))`);
    options.push(() => `Array.fromAsync({ length: 2, 0: ${g.int()}, 1: Promise.resolve(${g.int()}) })`);
    options.push(() => `Array.fromAsync((async function* () { yield ${g.int()}; yield Promise.resolve(${g.int()}); })())`);
  }
  if (g.features.has('withResolvers')) {
    options.push(() => `(({ promise, resolve, reject }) => { timer(${g.random.below(3)}, () => ${g.chance(70) ? 'resolve' : 'reject'}(${g.int()})); return promise; })(Promise.withResolvers())`);
    options.push(() => `(({ promise, resolve }) => { resolve(${g.expression(c)}); return promise; })(${g.random.pick(['Promise', 'Sub', 'Loud'])}.withResolvers())`);
  }
  if (g.features.has('promiseTry')) options.push(() => `Promise.try(${g.callback(c)}, ${g.int()})`);
  if (g.features.has('disposableStack') && !g.patched) options.push(() => disposables(g, c));
  return g.random.pick(options)();
}

function disposables(g, c) {
  const use = [];
  const count = 1 + g.random.below(3);
  for (let i = 0; i < count; i++) {
    use.push(g.random.weighted([
      [2, () => `s.use({ [Symbol.asyncDispose]() { L(${g.label()}); return ${g.expression(c)}; } });`],
      [1, () => `s.use({ [Symbol.dispose]() { L(${g.label()}); return ${g.expression(c)}; } });`],
      [1, () => `s.use(null);`],
      [1, () => `s.defer(() => { L(${g.label()}); throw ${g.fault()}; });`],
      [1, () => `s.adopt(${g.int()}, ${g.callback(c)});`],
    ])());
  }
  return `((s) => { ${use.join(' ')} return s.disposeAsync(); })(new AsyncDisposableStack())`;
}

export const expressions = [
  [22, call],
  [6, (g, c) => g.leaf(c)],
  [6, (g, c) => `Promise.resolve(${g.expression(c)})`],
  [3, (g) => `Promise.reject(${g.fault()})`],
  [3, (g) => `delay(${g.random.below(5)}, ${g.int()})`],
  [2, (g) => `fails(${g.random.below(5)}, ${g.fault()})`],
  [7, construct],
  [7, (g, c) => g.thenable(c)],
  [12, chain],
  [7, combinator],
  [6, closure],
  [5, request],
  [4, newer],
  [2, (g, c) => `${g.random.pick(['Sub', 'Loud', 'Other'])}.resolve(${g.expression(c)})`],
  [1, (g, c) => `${g.random.pick(['Sub', 'Loud', 'Other'])}.resolve(${g.expression(c)}).then(${g.callback(c)})`],
  [1, (g, c) => `Object.assign(Promise.resolve(${g.expression(c)}), { constructor: ${g.random.pick(['Sub', 'Object', 'undefined', 'Promise'])} })`],
  [1, (g, c) => `Object.assign(Promise.resolve(${g.expression(c)}), { then(a, b) { L(${g.label()}); a(${g.int()}); } })`],
  [1, (g, c) => `(shared ? ${g.expression(c)} : ${g.expression(c)})`],
];

// Objects with a `then`, well and badly behaved. Those that go on with other promises look at F first, for a
// promise variable may by then hold the object itself.
export const thenable = [
  [6, (g, c) => `{ then(a, b) { L(${g.label()}); a(F() ? 0 : ${g.expression(c)}); } }`],
  [2, (g) => `{ then(a, b) { L(${g.label()}); b(${g.fault()}); } }`],
  [2, (g, c) => `{ then(a, b) { timer(${g.random.below(3)}, () => a(F() ? 0 : ${g.expression(c)})); } }`],
  [2, (g, c) => `{ then(a, b) { queueMicrotask(() => a(F() ? 0 : ${g.expression(c)})); } }`],
  [1, (g) => `{ then(a, b) { a(${g.int()}); b(${g.fault()}); a(${g.int()}); } }`],
  [1, (g) => `{ then(a, b) { b(${g.fault()}); throw ${g.fault()}; } }`],
  [2, (g) => `{ then() { L(${g.label()}); throw ${g.fault()}; } }`],
  [1, (g) => `{ get then() { L(${g.label()}); throw ${g.fault()}; } }`],
  [2, (g, c) => `{ get then() { L(${g.label()}); return (a, b) => { L(${g.label()}); a(F() ? 0 : ${g.expression(c)}); }; } }`],
  [1, (g) => `{ then: ${g.int()} }`],
  [2, (g, c) => `{ async then(a, b) {\n${g.body({ ...c, async: true, generator: false, loop: false }, 2)}\na(${g.int()});\n} }`],
  [1, (g, c) => `{ then(a, b) { return F() ? a(0) : Promise.resolve(${g.expression(c)}).then(a, b); } }`],
  [1, () => `{ then() {} }`],
].map(([weight, make]) => [weight, (g, c) => `(${make(g, c)})`]);

// What `return` of an async generator is given. No promise that is rejected: V8 does not await it where the
// generator stands at a `yield*`.
export function returned(g) {
  return g.random.pick([`${g.int()}`, `${g.int()}`, `Promise.resolve(${g.int()})`, `delay(${g.random.below(4)}, ${g.int()})`, 'undefined']);
}

function customIterator(g, c, symbol, isAsync, closes) {
  const n = g.name('n');
  const wrap = (text) => (isAsync ? (g.chance(50) ? `Promise.resolve(${text})` : text) : text);
  const done = g.chance(80) ? `{ value: ${g.expression(c)}, done: ${n}++ > ${g.random.below(3)} }` : `{ value: ${g.expression(c)}, done: false }`;
  const next = g.random.weighted([
    [8, () => `next(v) { L(${g.label()}, v); if (F()) return { done: true }; return ${wrap(done)}; }`],
    [1, () => `next(v) { L(${g.label()}, v); if (${n}++ < ${g.random.below(3)}) return ${wrap(`{ value: ${g.int()}, done: false }`)}; throw ${g.fault()}; }`],
    [1, () => (isAsync ? `async next(v) { L(${g.label()}, v); if (F()) return { done: true }; return ${done}; }` : `next() { return { done: ${n}++ > 1, value: ${g.int()} }; }`)],
  ])();
  const methods = [next];
  if (closes && g.chance(60)) {
    methods.push(g.random.weighted([
      [5, () => `return(v) { L(${g.label()}, v); return ${wrap(`{ value: v, done: true }`)}; }`],
      [1, () => `return(v) { L(${g.label()}); return ${wrap(`{ value: ${g.expression(c)}, done: true }`)}; }`],
      [1, () => `return() { L(${g.label()}); throw ${g.fault()}; }`],
      [1, () => `return() { return ${g.int()}; }`],
      [1, () => `get return() { L(${g.label()}); return undefined; }`],
    ])());
  }
  if (g.chance(40)) {
    methods.push(g.random.weighted([
      [4, () => `throw(e) { L(${g.label()}, e); return ${wrap(`{ value: e, done: ${g.chance(50)} }`)}; }`],
      [2, () => `throw(e) { L(${g.label()}, e); throw ${g.fault()}; }`],
    ])());
  }
  return `(() => { let ${n} = 0; return { [Symbol.${symbol}]() { return this; }, ${methods.join(', ')} }; })()`;
}

// What can be iterated over: [weight, make, 'sync', 'async' or 'both']. An object that `for await` goes over
// synchronously has no `return`, and a generator yields no rejected promise there: V8 closes the iterator where
// the standard does not, and the other way round.
export const iterable = [
  [4, (g, c) => `[${g.expression(c)}, ${g.expression(c)}]`, 'both'],
  [2, (g, c) => `new Set([${g.int()}, ${g.expression(c)}])`, 'both'],
  [3, (g, c) => {
    const f = g.callee(c, ['generator']);
    return f ? `${f.name}(${g.argument(c)})` : `[${g.expression(c)}]`;
  }, 'sync'],
  [2, (g) => `(function* () { try { L(${g.label()}, yield ${g.int()}); L(${g.label()}, yield Promise.resolve(${g.int()})); } finally { L(${g.label()}); } return ${g.int()}; })()`, 'both'],
  [3, (g, c) => customIterator(g, c, 'iterator', false, true), 'sync'],
  [3, (g, c) => customIterator(g, c, 'iterator', false, false), 'both'],
  [8, (g, c) => {
    const f = g.callee(c, ['asyncGenerator']);
    return f ? `${f.name}(${g.argument(c)})` : `[${g.expression(c)}]`;
  }, 'async'],
  [4, (g, c) => customIterator(g, c, 'asyncIterator', true, true), 'async'],
  [2, (g, c) => `(async function* () {\n${g.body({ ...c, async: true, generator: true, loop: false })}\n})()`, 'async'],
];
