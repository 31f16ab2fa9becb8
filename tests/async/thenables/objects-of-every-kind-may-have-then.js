// What an async function returns is asked for its `then`, whatever kind of object it is: own or inherited, and also
// when objects of the same kind had none a moment ago.
class Plain { x = 1; }
const kinds = {
  object: () => ({ x: 1 }),
  array: () => [1, 2],
  function: () => function () {},
  arrow: () => () => 1,
  constructor: () => class { static x = 1; },
  instance: () => new Plain(),
  bound: () => Plain.bind(null),
  dictionary: () => { const o = {}; for (let i = 0; i < 100; i++) o[`key${i}`] = i; delete o.key1; return o; },
  map: () => new Map(),
  date: () => new Date(0),
  regexp: () => /x/,
  error: () => new Error('x'),
  typedArray: () => new Uint8Array(2),
  arguments: () => (function () { return arguments; })(1),
  string: () => new String('x'),
  generator: () => (function* () {})(),
  bare: () => Object.create(null),
  inherits: () => Object.create({ y: 1 }),
  proxy: () => new Proxy({}, {}),
};
const then = (resolve) => resolve('then');
async function give(value) { return value; }
async function outcome(value) {
  const given = await give(value);
  const late = await (async () => { await null; return value; })();
  return given === value && late === value ? 'itself' : `${given} ${late}`;
}
(async () => {
  for (const name in kinds) {
    const make = kinds[name], own = make(), line = [name];
    line.push(await outcome(make()), await outcome(own));
    own.then = then;
    line.push(await outcome(own), await outcome(make()));
    delete own.then;
    line.push(await outcome(own));
    const prototype = Object.getPrototypeOf(make()) ?? {}, inherits = make();
    if (name === 'bare' || name === 'inherits' || name === 'generator') Object.setPrototypeOf(inherits, prototype);
    prototype.then = then;
    line.push(await outcome(inherits));
    delete prototype.then;
    line.push(await outcome(inherits));
    console.log(line.join(', '));
  }
})();
// expect: object, itself, itself, then then, itself, itself, then then, itself
// expect: array, itself, itself, then then, itself, itself, then then, itself
// expect: function, itself, itself, then then, itself, itself, then then, itself
// expect: arrow, itself, itself, then then, itself, itself, then then, itself
// expect: constructor, itself, itself, then then, itself, itself, then then, itself
// expect: instance, itself, itself, then then, itself, itself, then then, itself
// expect: bound, itself, itself, then then, itself, itself, then then, itself
// expect: dictionary, itself, itself, then then, itself, itself, then then, itself
// expect: map, itself, itself, then then, itself, itself, then then, itself
// expect: date, itself, itself, then then, itself, itself, then then, itself
// expect: regexp, itself, itself, then then, itself, itself, then then, itself
// expect: error, itself, itself, then then, itself, itself, then then, itself
// expect: typedArray, itself, itself, then then, itself, itself, then then, itself
// expect: arguments, itself, itself, then then, itself, itself, then then, itself
// expect: string, itself, itself, then then, itself, itself, then then, itself
// expect: generator, itself, itself, then then, itself, itself, then then, itself
// expect: bare, itself, itself, then then, itself, itself, then then, itself
// expect: inherits, itself, itself, then then, itself, itself, then then, itself
// expect: proxy, itself, itself, then then, itself, itself, then then, itself
