// What is called through functions, by operators, or by the standard library takes its turns, too.
import { showForms } from './_support/forms.mjs';
await showForms([
  'return await f.call(null, 1);',
  'return await f.apply(null, few);',
  'return await Reflect.apply(f, null, few);',
  'return await Function.prototype.call.call(f, null, 1);',
  'return await f.bind(null)(1);',
  'return await f.bind(null, 1).bind()();',
  'return await new Proxy(f, {})(1);',
  'return await new Proxy(f, { apply: (f, t, a) => f(...a) })(1);',
  'return await new Proxy(() => 1, { apply: f })(1);',
  'return await new Proxy(o, {}).f(1);',
  'return await new Proxy({}, { get: f }).m;',
  "return await Object.defineProperty({}, 'm', { get: f }).m;",
  'return await super.getter;',
  "return await Reflect.get(Object.defineProperty({}, 'm', { get: f }), 'm');",
  'return await new (class { constructor() { return f(1); } })();',
  'return await Reflect.construct(function () { return f(1); }, []);',
  'return await few.map(f)[0];',
  'return await Array.from([1], f)[0];',
  'return await Promise.resolve(1).then(f);',
  'return await Promise.reject(1).catch(f);',
  'return await Promise.resolve(1).finally(f);',
  'return await Promise.all([f(1), f(2)]);',
  'return await Promise.allSettled([f(1), f(2)]);',
  'return await Promise.race([f(1), f(2)]);',
  'return await Promise.any([f(1), f(2)]);',
  'return await new Promise((resolve) => resolve(f(1)));',
  "return await Promise.race([{ then: f }, (async () => { for (let i = 0; i < 9; i++) await i; return 'race'; })()]);",
  'return `${{ toString: f }}`;',
  'return 1 + { valueOf: f };',
  'return 1 + { [Symbol.toPrimitive]: f };',
  'return 1 instanceof { [Symbol.hasInstance]: f };',
  'for (const x of { [Symbol.iterator]: f }) break;',
  'for (const x of { [Symbol.iterator]() { return this; }, next: f }) if (n++) return 5;',
  'for await (const x of { [Symbol.asyncIterator]: f }) break;',
  'for await (const x of { [Symbol.asyncIterator]() { return this; }, next: f }) return x;',
  'for await (const x of { [Symbol.asyncIterator]() { return this; }, next: () => ({}), return: f }) break;',
  'class P extends Promise { static get [Symbol.species]() { f(1); return Promise; } } return await P.resolve(1).then((x) => x);',
  'function* plain() { yield f(1); } return await [...plain()][0];',
]);
// expect: value waits throws throwsLate promise thenable waitsTwice nested generator plain plainPromise plainThenable plainThrows
// expect: 7@2 7@3 !E@2 !E@3 7@4 7@3 7@4 7@4 AsyncGenerator@2 7@2 7@2 7@3 !E@1
// expect:     return await f.call(null, 1);
// expect:     return await f.apply(null, few);
// expect:     return await Reflect.apply(f, null, few);
// expect:     return await Function.prototype.call.call(f, null, 1);
// expect:     return await f.bind(null)(1);
// expect:     return await f.bind(null, 1).bind()();
// expect:     return await new Proxy(f, {})(1);
// expect:     return await new Proxy(f, { apply: (f, t, a) => f(...a) })(1);
// expect:     return await new Proxy(() => 1, { apply: f })(1);
// expect:     return await new Proxy(o, {}).f(1);
// expect:     return await new Proxy({}, { get: f }).m;
// expect:     return await Object.defineProperty({}, 'm', { get: f }).m;
// expect:     return await super.getter;
// expect:     return await Reflect.get(Object.defineProperty({}, 'm', { get: f }), 'm');
// expect:     return await Array.from([1], f)[0];
// expect:     function* plain() { yield f(1); } return await [...plain()][0];
// expect: 7@2 7@3 !E@2 !E@3 7@4 7@3 7@4 7@4 AsyncGenerator@2 Object@2 7@2 7@3 !E@1
// expect:     return await new (class { constructor() { return f(1); } })();
// expect:     return await Reflect.construct(function () { return f(1); }, []);
// expect: 7@2 7@3 !E@2 u:E !E@3 u:E 7@4 7@3 7@4 7@4 AsyncGenerator@2 7@2 7@2 7@3 !E@1
// expect:     return await few.map(f)[0];
// expect: 7@5 7@5 !E@5 !E@5 7@6 7@5 7@6 7@6 AsyncGenerator@3 7@3 7@5 7@4 !E@3
// expect:     return await Promise.resolve(1).then(f);
// expect:     return await Promise.reject(1).catch(f);
// expect: 1@5 1@6 !E@5 !E@6 1@7 1@6 1@7 1@7 1@5 1@5 1@5 1@6 !E@3
// expect:     return await Promise.resolve(1).finally(f);
// expect: Array@3 Array@4 !E@3 !E@4 Array@5 Array@4 Array@5 Array@5 Array@3 Array@3 Array@3 Array@4 !E@1
// expect:     return await Promise.all([f(1), f(2)]);
// expect: Array@3 Array@4 Array@3 Array@4 Array@5 Array@4 Array@5 Array@5 Array@3 Array@3 Array@3 Array@4 !E@1
// expect:     return await Promise.allSettled([f(1), f(2)]);
// expect: 7@3 7@4 !E@3 !E@4 7@5 7@4 7@5 7@5 AsyncGenerator@3 7@3 7@3 7@4 !E@1
// expect:     return await Promise.race([f(1), f(2)]);
// expect: 7@3 7@4 !AggregateError@3 !AggregateError@4 7@5 7@4 7@5 7@5 AsyncGenerator@3 7@3 7@3 7@4 !E@1
// expect:     return await Promise.any([f(1), f(2)]);
// expect: 7@4 7@4 !E@4 !E@4 7@5 7@4 7@5 7@5 AsyncGenerator@2 7@2 7@4 7@3 !E@2
// expect:     return await new Promise((resolve) => resolve(f(1)));
// expect: race@12 race@12 race@12 u:E race@12 u:E race@12 race@12 race@12 race@12 race@12 race@12 race@12 race@12 !E@4
// expect:     return await Promise.race([{ then: f }, (async () => { for (let i = 0; i < 9; i++) await i; return 'race'; })()]);
// expect: !TypeError@1 !TypeError@1 !TypeError@1 u:E !TypeError@1 u:E !TypeError@1 !TypeError@1 !TypeError@1 !TypeError@1 !TypeError@1 7@1 !TypeError@1 !TypeError@1 !E@1
// expect:     return `${{ toString: f }}`;
// expect: 1[object Object]@1 1[object Object]@1 1[object Object]@1 u:E 1[object Object]@1 u:E 1[object Object]@1 1[object Object]@1 1[object Object]@1 1[object Object]@1 1[object Object]@1 8@1 1[object Object]@1 1[object Object]@1 !E@1
// expect:     return 1 + { valueOf: f };
// expect: !TypeError@1 !TypeError@1 !TypeError@1 u:E !TypeError@1 u:E !TypeError@1 !TypeError@1 !TypeError@1 !TypeError@1 !TypeError@1 8@1 !TypeError@1 !TypeError@1 !E@1
// expect:     return 1 + { [Symbol.toPrimitive]: f };
// expect: true@1 true@1 true@1 u:E true@1 u:E true@1 true@1 true@1 true@1 true@1 true@1 true@1 true@1 !E@1
// expect:     return 1 instanceof { [Symbol.hasInstance]: f };
// expect: !TypeError@1 !TypeError@1 !TypeError@1 u:E !TypeError@1 u:E !TypeError@1 !TypeError@1 !TypeError@1 !TypeError@1 undefined@1 !TypeError@1 !TypeError@1 !TypeError@1 !E@1
// expect:     for (const x of { [Symbol.iterator]: f }) break;
// expect: 5@1 5@1 5@1 u:E,E 5@1 u:E,E 5@1 5@1 5@1 5@1 5@1 !TypeError@1 5@1 5@1 !E@1
// expect:     for (const x of { [Symbol.iterator]() { return this; }, next: f }) if (n++) return 5;
// expect: !TypeError@1 !TypeError@1 !TypeError@1 u:E !TypeError@1 u:E !TypeError@1 !TypeError@1 !TypeError@1 !TypeError@1 undefined@5 !TypeError@1 !TypeError@1 !TypeError@1 !E@1
// expect:     for await (const x of { [Symbol.asyncIterator]: f }) break;
// expect: !TypeError@2 !TypeError@3 !E@2 !E@3 !TypeError@4 !TypeError@3 !TypeError@4 !TypeError@4 undefined@2 !TypeError@2 !TypeError@2 !TypeError@3 !E@1
// expect:     for await (const x of { [Symbol.asyncIterator]() { return this; }, next: f }) return x;
// expect: !TypeError@3 !TypeError@4 !E@3 !E@4 !TypeError@5 !TypeError@4 !TypeError@5 !TypeError@5 undefined@3 !TypeError@3 !TypeError@3 !TypeError@4 !E@2
// expect:     for await (const x of { [Symbol.asyncIterator]() { return this; }, next: () => ({}), return: f }) break;
// expect: 1@3 1@3 1@3 u:E 1@3 u:E 1@3 1@3 1@3 1@3 1@3 1@3 1@3 1@3 !E@1
// expect:     class P extends Promise { static get [Symbol.species]() { f(1); return Promise; } } return await P.resolve(1).then((x) => x);
