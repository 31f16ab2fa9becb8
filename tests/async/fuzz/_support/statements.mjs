// SPDX-License-Identifier: MIT
// statements.mjs: the statements of generated programs: [weight, (generator, context) => text, needs].

import { returned } from './expressions.mjs';

const inAsync = (c) => c.async;
const inGenerator = (c) => c.generator;
const inAsyncGenerator = (c) => c.async && c.generator;
const inFunction = (c) => !c.top || c.async;
const inLoop = (c) => c.loop;
const has = (feature) => (c, g) => g.features.has(feature);

const block = (g, c, count = 1 + g.random.below(3)) => g.block(c, count);

function log(g, c) {
  return c.vars.length && g.chance(50) ? `L(${g.label()}, ${g.random.pick(c.vars)});` : `L(${g.label()});`;
}

// The forms in which an await stands inside an expression.
function awaits(g, c) {
  const e = () => g.expression(c);
  return g.random.weighted([
    [14, () => `L(${g.label()}, await ${e()});`],
    [8, () => `await ${e()};`],
    [2, () => `L(${g.label()}, await ${e()}, await ${e()});`],
    [1, () => `L(${g.label()}, \`\${await ${e()}}-\${typeof await ${e()}}\`);`],
    [1, () => `L(${g.label()}, [await ${e()}, ${g.int()}, ...[await ${e()}]]);`],
    [1, () => `L(${g.label()}, { a: await ${e()}, [await ${g.int()}]: await ${e()} });`],
    [1, () => `L(${g.label()}, (await ${e()}) ?? (await ${e()}));`],
    [1, () => `L(${g.label()}, (await ${e()}) || (await ${e()}));`],
    [1, () => `L(${g.label()}, (await ${e()}) ? await ${e()} : ${g.int()});`],
    [1, () => `L(${g.label()}, (await ${e()})?.x);`],
    [1, () => `shared += typeof await ${e()} === 'number' ? 1 : 2; L(${g.label()}, shared);`],
    [1, () => `{ const o = { n: 1 }; o.n += Number(await ${e()}) || 0; L(${g.label()}, o); }`],
    [1, () => `{ const { a = await ${e()}, ...rest } = { b: await ${e()} }; L(${g.label()}, a, rest); }`],
    [1, () => `{ const [a = await ${e()}, b] = [undefined, await ${e()}]; L(${g.label()}, a, b); }`],
    [1, () => `L(${g.label()}, await (await ${e()}, ${e()}));`],
    [1, () => `L(${g.label()}, await await ${e()});`],
    [1, () => `L(${g.label()}, await ((y) => y)(await ${e()}));`],
    [1, () => `L(${g.label()}, new (class { p = ${e()}; constructor(x) { this.x = x; } })(await ${e()}).x);`],
    [1, () => `L(${g.label()}, await new (class { f = async (y) => {\n${g.body({ ...c, loop: false, generator: false, depth: c.depth - 2 }, 2)}\n}; })().f(await ${e()}));`],
    [1, () => `{ const K = class { static [\`m\${await ${g.int()}}\`] = 1; }; L(${g.label()}, Object.keys(K)); }`],
    [1, () => `L(${g.label()}, await [await ${e()}].at(0), await ${e()});`],
    [1, () => `L(${g.label()}, await (shared % 2 ? ${e()} : ${e()}));`],
    [1, () => `L(${g.label()}, this?.tag, await ${e()}, this?.tag);`],
    [1, () => `L(${g.label()}, await eval(${JSON.stringify(e())}));`],
    [1, () => `{ const o = { m: async (y) => { L(${g.label()}, y); return await ${e()}; } }; L(${g.label()}, await o?.m?.(await ${e()})); }`],
    [1, () => `L(${g.label()}, await (async (y = ${e()}) => await y)());`],
    [1, () => `L(${g.label()}, await super_.run(${g.int()}));`.replace('super_', '({ __proto__: { async run(y) { return y; } }, async run(y) { return await super.run(y); } })')],
  ])();
}

function ignored(g, c) {
  const text = g.expression(c);
  return /^(\{|function|class|async function|let\b)/.test(text) ? `(${text});` : `${text};`;
}

function stored(g, c) {
  const name = g.name('w');
  const first = `const ${name} = ${g.expression(c)};`;
  c.vars.push(name);
  return g.chance(30) ? first : `${first}\n${g.statement({ ...c, depth: c.depth - 1 })}`;
}

function tryStatement(g, c) {
  const inner = { ...c, depth: c.depth - 1 };
  const parts = [`try {\n${block(g, inner)}\n}`];
  const form = g.random.below(3);
  if (form !== 1) {
    const e = g.name('e');
    parts.push(`catch (${e}) {\nL(${g.label()}, ${e});\n${block(g, { ...inner, vars: [...inner.vars, e] })}\n}`);
  }
  if (form !== 0) parts.push(`finally {\nL(${g.label()});\n${block(g, inner)}\n}`);
  return parts.join(' ');
}

function loop(g, c) {
  const i = g.name('i');
  const inner = { ...c, loop: true, vars: [...c.vars, i] };
  return g.random.weighted([
    [3, () => `for (let ${i} = 0; ${i} < ${1 + g.random.below(3)}; ${i}++) {\n${block(g, inner)}\n}`],
    [1, () => `for (const ${i} of ${g.iterable({ ...c, depth: c.depth - 1 }, true)}) {\nif (F()) break;\n${block(g, inner)}\n}`],
    [1, () => `for (const ${i} in { a: 1, b: 2 }) {\n${block(g, inner)}\n}`],
    [1, () => `{ let ${i} = 0; do {\n${block(g, inner)}\n} while (++${i} < 2 && !F()); }`],
  ])();
}

// Closures made in a loop keep the turn's own variable.
function closuresOfLoop(g, c) {
  const [i, fns] = [g.name('i'), g.name('fns')];
  return `const ${fns} = [];\nfor (let ${i} = 0; ${i} < 3; ${i}++) {\n${fns}.push(async () => { L(${g.label()}, ${i}); await ${g.expression(c)}; return ${i}++; });\n` +
    `await ${g.expression(c)};\n}\nfor (const fn of ${fns}) L(${g.label()}, await fn());`;
}

function forAwait(g, c) {
  const name = g.name('y');
  const label = g.chance(20) ? `${g.name('outer')}: ` : '';
  const inner = { ...c, loop: true, vars: [...c.vars, name] };
  return `${label}for await (const ${name} of ${g.iterable(c)}) {\nif (F()) break;\nL(${g.label()}, ${name});\n${block(g, inner)}\n}`;
}

function usings(g, c) {
  const resource = () => g.random.weighted([
    [4, () => `{ [Symbol.asyncDispose]() { L(${g.label()}); return ${g.expression({ ...c, depth: c.depth - 1 })}; } }`],
    [2, () => `{ async [Symbol.asyncDispose]() {\n${g.body({ ...c, generator: false, loop: false, depth: c.depth - 2 }, 2)}\n} }`],
    [2, () => `{ [Symbol.dispose]() { L(${g.label()}); return ${g.int()}; } }`],
    [1, () => `{ [Symbol.dispose]() { L(${g.label()}); throw ${g.fault()}; } }`],
    [1, () => 'null'],
  ])();
  const lines = [];
  const count = 1 + g.random.below(2);
  for (let i = 0; i < count; i++) lines.push(`await using ${g.name('r')} = ${resource()};`);
  if (g.chance(30)) lines.push(`using ${g.name('r')} = { [Symbol.dispose]() { L(${g.label()}); } };`);
  return `{\n${lines.join('\n')}\n${block(g, c)}\n}`;
}

function branch(g, c) {
  const condition = c.async ? `(await ${g.expression(c)})` : 'shared % 2';
  return g.random.weighted([
    [3, () => `if (${condition}) {\n${block(g, c)}\n} else {\n${block(g, c)}\n}`],
    [1, () => `switch (${condition}) {\ncase ${g.int()}: L(${g.label()});\ncase ${c.async ? `await ${g.expression(c)}` : g.int()}: L(${g.label()}); break;\n` +
      `default: L(${g.label()});\n}`],
  ])();
}

// Several requests to one async generator, before it answers the first.
function requests(g, c) {
  const name = g.name('g');
  const lines = [`const ${name} = ${g.iterable(c)};`];
  const show = (text) => `${text}?.then((r) => L(${g.label()}, r), (e) => L(${g.label()}, e))`;
  const count = 1 + g.random.below(4);
  for (let i = 0; i < count; i++) {
    const request = g.random.weighted([
      [6, () => `${name}.next?.(${g.chance(80) ? g.int() : g.expression(c)})`],
      [2, () => `${name}.return?.(${returned(g)})`],
      [g.features.has('throw') ? 1 : 0, () => `${name}.throw?.(${g.fault()})`],
    ])();
    if (c.async && g.chance(30)) lines.push(`L(${g.label()}, await ${request});`);
    else lines.push(`${show(`(${request})`)};`.replace('?.then', '?.then?.'));
    if (c.async && g.chance(20)) lines.push(g.statement({ ...c, depth: c.depth - 1 }));
  }
  return `{\n${lines.join('\n')}\n}`;
}

function later(g, c) {
  const inner = { ...c, async: false, generator: false, loop: false, top: false, depth: c.depth - 1 };
  return g.random.weighted([
    [3, () => `queueMicrotask(() => {\n${g.body(inner, 2)}\n});`],
    [3, () => `timer(${g.random.below(5)}, () => {\n${g.body(inner, 2)}\n});`],
    [1, () => `queueMicrotask(() => { L(${g.label()}); throw ${g.fault()}; });`],
    [1, () => `timer(${g.random.below(5)}, async () => {\n${g.body({ ...inner, async: true }, 2)}\n});`],
  ])();
}

function modules(g) {
  return `timer(${100 + g.label()}, async () => {\ntry {\nconst m = await importModule(${g.random.pick(["'module_plain'", "'module_awaits'", "'module_throws'"])});\n` +
    `L(${g.label()}, Object.keys(m));\n} catch (e) { L(${g.label()}, e); }\n});`;
}

function yields(g, c) {
  const e = () => g.expression(c);
  const received = g.name('y');
  return g.random.weighted([
    [4, () => `L(${g.label()}, yield ${e()});`],
    [2, () => `yield ${e()};`],
    [1, () => { c.vars.push(received); return `const ${received} = yield ${e()};`; }],
    [3, () => `L(${g.label()}, yield* ${g.iterable(c, !c.async)});`],
    [1, () => `try {\nL(${g.label()}, yield ${e()});\n} finally {\nL(${g.label()});\n${block(g, { ...c, depth: c.depth - 1 }, 1)}\n}`],
    [1, () => `try {\nyield ${e()};\n} catch (e) {\nL(${g.label()}, e);\nyield ${e()};\n}`],
  ])();
}

// A variable that changes: what it holds must be right behind every await.
function changes(g, c) {
  if (!c.mutable.length || g.chance(25)) {
    const name = g.name('m');
    const first = `let ${name} = ${g.chance(60) ? g.int() : g.expression(c)};`;
    c.mutable.push(name);
    c.vars.push(name);
    return `${first}\n${g.statement({ ...c, depth: c.depth - 1 })}`;
  }
  const name = g.random.pick(c.mutable);
  const value = c.async && g.chance(60) ? `await ${g.expression(c)}` : g.expression(c);
  return g.random.weighted([
    [4, () => `${name} = ${value};`],
    [2, () => `${name} = [${name}, ${value}].length;`],
    [1, () => `${name} ??= ${value};`],
    [1, () => `${name} ||= ${value};`],
    [1, () => `${name} &&= ${value};`],
    [1, () => `{ const keep = () => ${name}; L(${g.label()}, ${value}, keep()); }`],
    [1, () => `[${name} = ${value}] = [];`],
    [1, () => `({ x: ${name} = ${value} } = { x: ${g.chance(50) ? g.int() : 'undefined'} });`],
    [1, () => `L(${g.label()}, ${name}, (${name} = ${value}, ${name}));`],
  ])();
}

// A generator that all tasks share: their requests queue up.
function sharedGenerator(g, c) {
  const show = (text) => `${text}.then((r) => L(${g.label()}, r), (e) => L(${g.label()}, e));`;
  const request = () => g.random.weighted([
    [8, () => `q0.next(${g.int()})`],
    [2, () => `q0.return(${returned(g)})`],
    [g.features.has('throw') ? 1 : 0, () => `q0.throw(${g.fault()})`],
  ])();
  const options = [
    [2, () => `q0 = ${g.random.pick(['q1', `(async function* () {\n${g.body({ ...c, async: true, generator: true, loop: false, depth: c.depth - 1 })}\n})()`])};`],
    [3, () => show(`Promise.resolve(${request()})`)],
    [2, () => `${request()};`],
  ];
  if (c.async) {
    options.push([6, () => `L(${g.label()}, await ${request()});`]);
    options.push([4, () => `for await (const y of q0) {\nif (F()) break;\n${block(g, { ...c, loop: true, vars: [...c.vars, 'y'] })}\n}`]);
    options.push([2, () => `L(${g.label()}, await Promise.all([${request()}, ${request()}]));`]);
  }
  if (inAsyncGenerator(c)) options.push([3, () => `if (!F()) L(${g.label()}, yield* q1);`]);
  return g.random.weighted(options)();
}

// Promises that one task settles and others wait for.
function deferred(g, c) {
  const name = g.random.pick(['d0', 'd1']);
  const options = [
    [3, () => `${name}.resolve(${g.expression(c)});`],
    [1, () => `${name}.reject(${g.fault()});`],
    [1, () => `${name} = deferred();`],
    [2, () => `${name}.promise.then(${g.callback(c)}, ${g.callback(c)});`],
  ];
  if (c.async) {
    options.push([4, () => `L(${g.label()}, await ${name}.promise);`]);
    options.push([2, () => `L(${g.label()}, await Promise.race([${name}.promise, ${g.expression(c)}]));`]);
    options.push([1, () => `queueMicrotask(() => ${name}.resolve(${g.int()}));\nL(${g.label()}, await ${name}.promise, await ${name}.promise);`]);
  }
  return g.random.weighted(options)();
}

// A block or loop that is left, or gone on with, by its label from inside of others.
function labelled(g, c) {
  const name = g.name('label');
  const inner = { ...c, labels: [...c.labels, name] };
  if (g.chance(40)) return `${name}: {\n${block(g, inner)}\n}`;
  const i = g.name('i');
  const loops = { ...inner, loop: true, loopLabels: [...c.loopLabels, name], vars: [...c.vars, i] };
  return `${name}: for (let ${i} = 0; ${i} < 2; ${i}++) {\n${block(g, loops)}\n}`;
}

function leaves(g, c) {
  if (c.loopLabels.length && g.chance(40)) return `continue ${g.random.pick(c.loopLabels)};`;
  return `break ${g.random.pick(c.labels)};`;
}

export const statements = [
  [4, log],
  [22, awaits, inAsync],
  [6, ignored],
  [6, stored, inFunction],
  [6, (g, c) => `${g.random.pick(['p0', 'p1', 'p2'])} = ${g.expression(c)};`],
  [9, tryStatement, inFunction],
  [2, (g) => `throw ${g.fault()};`, inFunction],
  [4, (g, c) => `return ${g.expression(c)};`, inFunction],
  [2, (g, c) => `return await ${g.expression(c)};`, inAsync],
  [5, loop, inFunction],
  [2, closuresOfLoop, inAsync],
  [8, forAwait, inAsync],
  // Not where promises are patched: V8 looks at `constructor` more often than the standard does, and Node's
  // loader of modules is itself made of promises.
  [4, usings, (c, g) => inAsync(c) && !g.patched && has('using')(c, g)],
  [3, branch],
  [6, requests],
  [4, later],
  [1, modules, (c, g) => c.top && !g.patched],
  [16, yields, inGenerator],
  [2, (g, c) => `yield await ${g.expression(c)};`, inAsyncGenerator],
  [2, (g) => g.random.pick(['break;', 'continue;']), inLoop],
  [7, changes, inFunction],
  [5, sharedGenerator],
  [4, deferred],
  [3, labelled, inFunction],
  [3, leaves, (c) => c.labels.length > 0],
  [3, (g) => g.patchNow(), (c, g) => g.patched && !c.top],
];
