// SPDX-License-Identifier: MIT
// generate.mjs: a random async program from a seed.
//
// A program is a few functions of every async kind, where each calls only those after it, and a main part
// that starts tasks. Together with the limit on calls (F) this makes every program end. Each line that it
// prints begins with the number of the place that printed it. What may stand where is said by a context:
//   async, generator  whether `await` and `yield` are allowed
//   vars              the variables in scope
//   mutable           those of them that may be assigned to
//   loop              whether `break` and `continue` are allowed
//   labels, loopLabels  labels that may be left, or gone on with
//   from              the first function that may be called
//   depth             how deep what is made here may still nest
import { Random } from './random.mjs';
import { expressions, thenable, iterable } from './expressions.mjs';
import { statements } from './statements.mjs';

const KINDS = ['async', 'async', 'async', 'arrow', 'method', 'generator', 'asyncGenerator', 'asyncGenerator', 'plain', 'class'];

export class Generator {
  constructor(seed, features) {
    this.random = new Random(seed);
    this.features = new Set(features);
    this.labels = 0;
    this.names = 0;
    this.patched = this.features.has('patches');
  }
  label() {
    return ++this.labels;
  }
  name(stem) {
    return `${stem}${++this.names}`;
  }
  int() {
    return this.random.below(10);
  }
  chance(percent) {
    return this.random.chance(percent);
  }
  fault() {
    return this.chance(70) ? `E(${++this.labels})` : `${++this.labels}`;
  }

  // An expression; in async code one that may use `await` inside where `awaits` is said.
  expression(context) {
    if (context.depth <= 0) return this.leaf(context);
    const inner = { ...context, depth: context.depth - 1 };
    return this.random.weighted(expressions)(this, inner);
  }
  leaf(context) {
    const r = this.random.below(10);
    if (r < 4) return `${this.int()}`;
    if (r < 6 && context.vars.length) return this.random.pick(context.vars);
    if (r < 8) return this.random.pick(['p0', 'p1', 'p2']);
    return this.random.pick([`Promise.resolve(${this.int()})`, `delay(${this.random.below(4)}, ${this.int()})`, 'undefined',
      `Promise.reject(${this.fault()})`]);
  }
  thenable(context) {
    return this.random.weighted(thenable)(this, { ...context, depth: context.depth - 1 });
  }
  // Something to iterate over; `sync` says that only a synchronous iterable will do.
  iterable(context, sync = false) {
    const fit = iterable.filter(([, , kind]) => kind === 'both' || (kind === 'sync') === sync);
    return this.random.weighted(fit)(this, { ...context, depth: context.depth - 1 });
  }
  // Statements, as lines.
  block(context, count) {
    const lines = [];
    const inner = { ...context, vars: [...context.vars], mutable: [...context.mutable], depth: context.depth - 1 };
    for (let i = 0; i < count; i++) {
      const text = this.statement(inner);
      lines.push(text);
      if (/^(return|throw|break|continue)\b/.test(text)) break;
    }
    return lines.join('\n');
  }
  statement(context) {
    if (context.depth <= 0) return `L(${this.label()});`;
    const fit = statements.filter(([, , needs]) => !needs || needs(context, this));
    return this.random.weighted(fit)(this, context);
  }
  // A function's body, without braces.
  body(context, count = 1 + this.random.below(4)) {
    const inner = { loop: false, ...context, labels: [], loopLabels: [] };
    return `if (F()) return 0;\n${this.block(inner, count)}`;
  }
  // A callback's text: what `then` and its like are given.
  callback(context, parameter = this.name('v')) {
    const inner = { ...context, async: false, generator: false, loop: false, top: false, vars: [...context.vars, parameter], depth: context.depth - 1 };
    const r = this.random.below(100);
    if (r < 30) return `(${parameter}) => { L(${this.label()}, ${parameter}); }`;
    if (r < 45) return `(${parameter}) => (L(${this.label()}, ${parameter}), ${this.expression(inner)})`;
    if (r < 60) return `(${parameter}) => { L(${this.label()}, ${parameter}); throw ${this.fault()}; }`;
    if (r < 75) return `(${parameter}) => {\n${this.body(inner, 2)}\n}`;
    if (r < 95) return `async (${parameter}) => {\n${this.body({ ...inner, async: true }, 2)}\n}`;
    return this.random.pick(['undefined', '5', 'null']);
  }
  // A function that may be called from here on, or null. kinds: which will do.
  callee(context, kinds) {
    const fit = this.functions.slice(context.from).filter((f) => kinds.includes(f.kind));
    return fit.length ? this.random.pick(fit) : null;
  }
  argument(context) {
    return this.chance(70) ? `${this.int()}` : this.expression({ ...context, depth: Math.min(context.depth, 1) });
  }

  declaration({ kind, name }, from) {
    const context = {
      async: kind !== 'generator' && kind !== 'plain', generator: kind === 'generator' || kind === 'asyncGenerator',
      vars: ['x'], mutable: [], loop: false, labels: [], loopLabels: [], from, depth: 4,
    };
    const outer = { ...context, async: false, generator: false, vars: [], mutable: [], depth: 1 };
    const parameters = this.chance(85) ? 'x' : `x = ${this.expression(outer)}`;
    const strict = this.chance(20) ? "'use strict';\n" : '';
    const body = (parameters === 'x' ? strict : '') + this.body(context, 2 + this.random.below(4));
    switch (kind) {
    case 'async': return `async function ${name}(${parameters}) {\n${body}\n}`;
    case 'arrow': return `const ${name} = async (${parameters}) => {\n${body}\n};`;
    case 'method': return `const o${name} = { tag: ${this.int()}, async ${name}(${parameters}) {\nL(${this.label()}, this && this.tag);\n${body}\n} };\n` +
      `const ${name} = o${name}.${name};`;
    case 'generator': return `function* ${name}(${parameters}) {\n${body}\n}`;
    case 'asyncGenerator': return `async function* ${name}(${parameters}) {\n${body}\n}`;
    case 'plain': return `function ${name}(${parameters}) {\n${body}\n}`;
    default: return this.classDeclaration(name, context, body);
    }
  }
  // A class and a subclass whose methods go through super.
  classDeclaration(name, context, body) {
    return `class Base${name} {\nfield = async (x) => {\n${this.body(context, 2)}\n};\n` +
      `async run(x) {\n${body}\n}\nstatic async start(x) {\n${this.body(context, 2)}\n}\n}\n` +
      `class Derived${name} extends Base${name} {\nasync run(x) {\nL(${this.label()}, await super.run(x));\nreturn super.run(${this.int()});\n}\n` +
      `static start(x) { return super.start(x); }\n}\n` +
      `const ${name} = (x) => new Derived${name}().${this.random.pick(['run', 'run', 'field'])}(x);`;
  }
  subclasses() {
    const label = this.label();
    return `class Sub extends Promise {}
class Loud extends Promise {
  then(a, b) { L(${label}, 'then'); return super.then(a, b); }
}
class Other extends Promise { static get [Symbol.species]() { return Promise; } }`;
  }
  // What may stand at the top of the program.
  main() {
    return { async: false, generator: false, vars: [], mutable: [], loop: false, labels: [], loopLabels: [], from: 0, depth: 4, top: true };
  }
  program() {
    this.functions = [];
    const count = 2 + this.random.below(4);
    for (let i = 0; i < count; i++) this.functions.push({ kind: this.random.pick(KINDS), name: `f${i}` });
    const parts = [this.subclasses(), 'let p0 = 1, p1 = 2, p2 = 3;', 'let shared = 0;', 'let d0 = deferred(), d1 = deferred();'];
    for (const [i, f] of this.functions.entries()) parts.push(this.declaration(f, i + 1));
    for (const name of ['q0', 'q1'])
      parts.push(`let ${name} = (async function* () {\n${this.body({ ...this.main(), async: true, generator: true })}\n})();`);
    const main = this.main();
    const tasks = 1 + this.random.below(4);
    for (let i = 0; i < tasks; i++) {
      parts.push(this.chance(60) ? `(async () => {\n${this.body({ ...main, async: true }, 3)}\n})();` : this.statement(main));
    }
    if (this.patched) parts.splice(2 + this.random.below(parts.length - 2), 0, this.patch());
    return parts.join('\n');
  }
  // A change to what promises are made of; in the middle of the program as often as before it.
  patch() {
    const text = this.patchNow();
    const r = this.random.below(3);
    if (r === 0) return text;
    if (r === 1) return `queueMicrotask(() => {\n${text}\n});`;
    return `timer(${this.random.below(3)}, () => {\n${text}\n});`;
  }
  patchNow() {
    const label = this.label();
    return this.random.pick([
      `{ const then = Promise.prototype.then; Promise.prototype.then = function (a, b) { L(${label}, 'then'); return then.call(this, a, b); }; }`,
      `Promise.prototype.then = function (a) { L(${label}, 'then'); if (typeof a === 'function') a(${this.int()}); };`,
      `Object.defineProperty(Promise.prototype, 'constructor', { get() { L(${label}, 'constructor'); return Promise; }, configurable: true });`,
      `Promise.prototype.constructor = Sub;`,
      `{ const resolve = Promise.resolve; Promise.resolve = function (v) { L(${label}, 'resolve'); return resolve.call(this, v); }; }`,
      `Object.defineProperty(Promise, Symbol.species, { get() { L(${label}, 'species'); return Sub; }, configurable: true });`,
      `Object.defineProperty(Object.prototype, 'then', { get() { return undefined; }, set(v) { Object.defineProperty(this, 'then', { value: v, writable: true, configurable: true }); }, configurable: true });`,
      `unpatch();`,
    ]);
  }
}

export function generate(seed, features) {
  return new Generator(seed, features).program();
}
