// SPDX-License-Identifier: MIT
// world.mjs: what a generated program sees, and running it to its end.
//
// Time is virtual: timers are kept in order of (time, number), and each runs in a turn of its own of
// the host's event loop, so what is compared is the order of jobs and never the speed of a clock. A
// program has ended when a turn begins with no timer left.

const LOG_LIMIT = 400;
const CALL_LIMIT = 250;

// Errors of the program: they carry a number, for engines word their own messages differently.
class Fault extends Error {
  constructor(number) {
    super(`fault ${number}`);
    this.number = number;
  }
}

const native = { Promise, then: Promise.prototype.then, Array, defineProperty: Object.defineProperty };
const patchable = [
  [Promise.prototype, 'then'], [Promise.prototype, 'constructor'], [Promise, 'resolve'],
  [Promise, Symbol.species], [Promise.prototype, 'catch'], [Promise.prototype, 'finally'],
].map(([object, key]) => [object, key, Object.getOwnPropertyDescriptor(object, key)]);

function restorePatches() {
  for (const [object, key, descriptor] of patchable) native.defineProperty(object, key, descriptor);
  delete Object.prototype.then;
}

// A value as a line shows it: the same text in every engine.
function show(value, depth = 0) {
  if (value instanceof Fault) return `Fault(${value.number})`;
  if (typeof value === 'function') return 'function';
  if (typeof value === 'symbol') return 'symbol';
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof AggregateError) return `AggregateError[${value.errors.map((e) => show(e, depth + 1))}]`;
  if (typeof SuppressedError === 'function' && value instanceof SuppressedError)
    return `SuppressedError(${show(value.error, depth + 1)}, ${show(value.suppressed, depth + 1)})`;
  if (value instanceof Error) return value.name;
  if (value instanceof native.Promise) return `${value.constructor?.name}{}`;
  if (depth > 3) return '…';
  if (native.Array.isArray(value)) return `[${value.map((e) => show(e, depth + 1))}]`;
  if (Object.getPrototypeOf(value) !== Object.prototype) return Object.prototype.toString.call(value);
  const parts = [];
  for (const key of Object.keys(value)) {
    const { value: content, get } = Object.getOwnPropertyDescriptor(value, key);
    parts.push(`${key}:${get ? 'accessor' : show(content, depth + 1)}`);
  }
  return `{${parts}}`;
}

// The names a program uses: L (print a line), E (a new error), F (whether there have been too many
// calls), timer(t, fn), delay(t, value), fails(t, reason), importModule(name), deferred() (a promise and its two
// functions), unpatch() (puts back what was patched).
class World {
  constructor() {
    this.lines = [];
    this.calls = 0;
    this.timers = [];
    this.timerCount = 0;
    this.now = 0;
    this.imports = 0;
    this.open = true;
    const world = this;
    this.names = {
      L(label, ...values) {
        world.log([label, ...values.map((value) => show(value))].join(' '));
      },
      E: (number) => new Fault(number),
      F: () => world.calls++ >= CALL_LIMIT,
      timer: (time, fn) => world.addTimer(time, fn),
      delay: (time, value) => new native.Promise((resolve) => world.addTimer(time, () => resolve(value))),
      fails: (time, value) => new native.Promise((_, reject) => world.addTimer(time, () => reject(value))),
      importModule: (name) => world.import(name),
      deferred() {
        const made = {};
        made.promise = new native.Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
        return made;
      },
      unpatch: restorePatches,
    };
  }
  log(line) {
    if (this.open && this.lines.length < LOG_LIMIT) this.lines.push(line);
  }
  addTimer(delay, fn) {
    if (this.timers.length > 60) return;
    const timer = { time: this.now + delay, number: this.timerCount++, fn };
    let at = this.timers.length;
    while (at > 0 && this.timers[at - 1].time > timer.time) at--;
    this.timers.splice(at, 0, timer);
  }
  // Time stands still while a module is loaded.
  import(name) {
    this.imports++;
    const promise = import(`./${name}.mjs`);
    const ended = () => void this.imports--;
    native.then.call(promise, ended, ended);
    return promise;
  }
  // Runs the program, then its timers; `done` is called when none is left.
  run(text, done) {
    const turn = () => {
      if (this.imports) return void setImmediate(turn);
      const timer = this.timers.shift();
      if (!timer) {
        this.open = false;
        current = null;
        restorePatches();
        return done(this.lines);
      }
      this.now = timer.time;
      setImmediate(turn);
      // What a callback throws is caught here: when rejections are reported after that is Node's own affair.
      try {
        timer.fn();
      } catch (error) {
        this.log(`uncaught ${show(error)}`);
      }
    };
    current = this;
    setImmediate(turn);
    try {
      new Function(...Object.keys(this.names), text)(...Object.values(this.names));
    } catch (error) {
      this.log(`thrown ${error instanceof SyntaxError ? error : show(error)}`);
    }
  }
}

let current = null;
process.on('unhandledRejection', (reason) => current?.log(`unhandled ${show(reason)}`));
process.on('rejectionHandled', () => current?.log('handled after all'));
process.on('uncaughtException', (error) => current?.log(`uncaught ${show(error)}`));

// Runs the programs that `next` gives, one after the other, until it gives undefined; prints each one's lines.
export function runPrograms(next) {
  const program = next();
  if (!program) return;
  const { name, text } = program;
  setImmediate(() => {
    new World().run(text, (lines) => {
      console.log([`# ${name}`, ...lines].join('\n'));
      runPrograms(next);
    });
  });
}

// Whether `throw` of an async generator that stands at the yield* of an iterator without `throw` is a TypeError:
// before ES2025 the iterator was not closed, and the reason came back.
async function throwsAsTheStandardSays() {
  const iterator = { [Symbol.iterator]() { return this; }, next: () => ({ done: false }) };
  const generator = (async function* () { yield* iterator; })();
  await generator.next();
  return native.then.call(generator.throw(0), () => false, (error) => error instanceof TypeError);
}

// What the host's engine has, or does as the standard has it: the rest is left out of the programs.
export async function hostFeatures() {
  const features = [];
  const parses = (text) => {
    try {
      return new Function(text), true;
    } catch {
      return false;
    }
  };
  if (parses('async () => { await using x = null; }')) features.push('using');
  if (await throwsAsTheStandardSays()) features.push('throw');
  if (Array.fromAsync) features.push('fromAsync');
  if (Promise.withResolvers) features.push('withResolvers');
  if (Promise.try) features.push('promiseTry');
  if (typeof AsyncDisposableStack === 'function') features.push('disposableStack');
  return features;
}
