// SPDX-License-Identifier: MIT
// forms.mjs: shows what forms of calls give, and when, for callees of every behaviour.
//
// Each form is the body of an async method; it calls f (or g, which is the same). The row of a form says, behaviour
// by behaviour, what the method's promise gives and after how many turns of the job queue: 7@2, or !E@3 where it is
// rejected; u:E is a rejection that nobody handled. Turns are counted by a job that queues itself, so that nobody
// goes straight on; the form runs again with an empty queue, begun by the host and begun by a job, and must give
// the same. Forms with the same row are printed together.
export const behaviours = {
  value: async () => 7,
  waits: async () => { await null; return 7; },
  throws: async () => { throw 'E'; },
  throwsLate: async () => { await null; throw 'E'; },
  promise: async () => Promise.resolve(7),
  thenable: async () => ({ then(resolve) { resolve(7); } }),
  waitsTwice: async function () { await null; await null; return 7; },
  nested: async () => await (async () => { await null; return 7; })(),
  generator: async function* () { yield 7; },
  plain: () => 7,
  plainPromise: () => Promise.resolve(7),
  plainThenable: () => ({ then(resolve) { resolve(7); } }),
  plainThrows: () => { throw 'E'; },
};

function text(value) {
  if (value instanceof Error) return value.name;
  return typeof value === 'object' && value ? Object.prototype.toString.call(value).slice(8, -1) : String(value);
}

// A function that makes an object whose method `run` has this body.
function compile(body) {
  return new Function('f', `
    const g = f, yes = true, no = false, few = [1, 2], o = { f, o: { f } };
    let n = 0;
    class Base { static s = f; }
    Base.prototype.m = f;
    Object.defineProperty(Base.prototype, 'getter', { get: f });
    return new (class Derived extends Base {
      #p = f;
      field = f;
      async run() { ${body} }
    })();`);
}

let rejections = [];
process.on('unhandledRejection', (reason) => rejections.push(text(reason)));
const turnOfLoop = () => new Promise((resolve) => setImmediate(resolve));

// mode: 'counted', 'host' or 'job', see above.
async function outcome(object, mode) {
  let result = 'pending', turns = 0, running = mode === 'counted';
  await turnOfLoop();
  rejections = [];
  const turn = () => { turns++; if (running && turns < 60) queueMicrotask(turn); };
  if (running) queueMicrotask(turn);
  (async () => {
    if (mode === 'job') await null;
    try { result = text(await object.run()); } catch (error) { result = `!${text(error)}`; }
    if (mode === 'counted') result += `@${turns}`;
    running = false;
  })();
  await turnOfLoop();
  await turnOfLoop();
  return rejections.length ? `${result} u:${rejections}` : result;
}

async function row(form) {
  const cells = [], make = compile(form);
  for (const f of Object.values(behaviours)) {
    const results = [];
    for (const mode of ['counted', 'host', 'job']) results.push(await outcome(make(f), mode));
    cells.push(results[0]);
    for (const other of results.slice(1))
      if (other !== results[0].replace(/@\d+/, '')) cells.push(`but straight on: ${other}`);
  }
  return cells.join(' ');
}

export async function showForms(forms) {
  const rows = new Map();
  for (const form of forms) {
    const key = await row(form);
    rows.set(key, [...(rows.get(key) ?? []), form]);
  }
  console.log(Object.keys(behaviours).join(' '));
  for (const [key, same] of rows) {
    console.log(key);
    for (const form of same) console.log(`    ${form}`);
  }
}
