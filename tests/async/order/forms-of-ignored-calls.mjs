// An ignored call runs to its first await; what becomes of it is noticed only if it is rejected.
import { showForms } from './_support/forms.mjs';
await showForms([
  'f(1);',
  '(f(1));',
  'f?.(1);',
  'o?.f?.(1);',
  'f(...few);',
  'f`x`;',
  'super.m(1);',
  'super.m`x`;',
  'this.#p(1);',
  'void f(1);',
  '!f(1);',
  'f(1), f(2);',
  'yes ? f(1) : g(2);',
  'no ? g(2) : o?.f(1);',
  'yes && f(1);',
  'no || f(1);',
  'null ?? f(1);',
  'for (f(1); yes; f(1)) break;',
  'try { f(1); } finally { n++; }',
  'try { return 3; } finally { f(1); }',
  'return await void f(1);',
  'return await delete f(1);',
  'return await typeof f(1);',
  'f.call(null, 1);',
  'f.bind()(1);',
  'few.forEach(f);',
  'few.map(f);',
  'few.sort(f);',
  "JSON.parse('[1]', f);",
  "'aa'.replace('a', f);",
  'new Promise(f);',
  'new Proxy(f, {})(1);',
  "Object.defineProperty({}, 'm', { get: f }).m;",
  "Object.defineProperty({}, 'm', { set: f }).m = 1;",
  'super.getter;',
  'this[f(1)];',
  'class K { static { f(1); } }',
  '(() => { f(1); })();',
]);
// expect: value waits throws throwsLate promise thenable waitsTwice nested generator plain plainPromise plainThenable plainThrows
// expect: undefined@1 undefined@1 undefined@1 u:E undefined@1 u:E undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 !E@1
// expect:     f(1);
// expect:     (f(1));
// expect:     f?.(1);
// expect:     o?.f?.(1);
// expect:     f(...few);
// expect:     f`x`;
// expect:     super.m(1);
// expect:     super.m`x`;
// expect:     this.#p(1);
// expect:     void f(1);
// expect:     !f(1);
// expect:     yes ? f(1) : g(2);
// expect:     no ? g(2) : o?.f(1);
// expect:     yes && f(1);
// expect:     no || f(1);
// expect:     null ?? f(1);
// expect:     for (f(1); yes; f(1)) break;
// expect:     try { f(1); } finally { n++; }
// expect:     f.call(null, 1);
// expect:     f.bind()(1);
// expect:     few.sort(f);
// expect:     'aa'.replace('a', f);
// expect:     new Proxy(f, {})(1);
// expect:     Object.defineProperty({}, 'm', { get: f }).m;
// expect:     Object.defineProperty({}, 'm', { set: f }).m = 1;
// expect:     super.getter;
// expect:     this[f(1)];
// expect:     class K { static { f(1); } }
// expect:     (() => { f(1); })();
// expect: undefined@1 undefined@1 undefined@1 u:E,E undefined@1 u:E,E undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 !E@1
// expect:     f(1), f(2);
// expect:     few.forEach(f);
// expect:     few.map(f);
// expect:     JSON.parse('[1]', f);
// expect: 3@1 3@1 3@1 u:E 3@1 u:E 3@1 3@1 3@1 3@1 3@1 3@1 3@1 3@1 !E@1
// expect:     try { return 3; } finally { f(1); }
// expect: undefined@2 undefined@2 undefined@2 u:E undefined@2 u:E undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 !E@1
// expect:     return await void f(1);
// expect: true@2 true@2 true@2 u:E true@2 u:E true@2 true@2 true@2 true@2 true@2 true@2 true@2 true@2 !E@1
// expect:     return await delete f(1);
// expect: object@2 object@2 object@2 u:E object@2 u:E object@2 object@2 object@2 object@2 object@2 number@2 object@2 object@2 !E@1
// expect:     return await typeof f(1);
// expect: undefined@1 undefined@1 undefined@1 u:E undefined@1 u:E undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 undefined@1 u:E
// expect:     new Promise(f);
