// An awaited call takes its turns whatever its form.
import { showForms } from './_support/forms.mjs';
await showForms([
  'return await f(1);',
  'return await (f(1));',
  'return await (yes ? f(1) : g(2));',
  'return await (no ? g(2) : f(1));',
  'return await (yes ? o?.f(1) : 2);',
  'return await (yes && f(1));',
  'return await (no || f(1));',
  'return await (null ?? f(1));',
  'return await (no && f(1));',
  'return await (0, f(1));',
  'return await (n = f(1));',
  'return await f?.(1);',
  'return await null?.(f(1));',
  'return await o?.f?.(1);',
  'return await o.o?.f(1);',
  'return await (o?.f)(1);',
  'return await f(...few);',
  'return await f?.(...few);',
  'return await f`x${1}`;',
  'return await o.f`x`;',
  'return await super.m(1);',
  "return await super['m'](1);",
  'return await super.m(...few);',
  'return await super.m`x`;',
  'return await this.#p(1);',
  'return await this.#p?.(1);',
  'return await this?.#p(1);',
  'return await this.field(1);',
  'return await this.constructor.s(1);',
  'return await (() => f)()(1);',
  'return await (await (async () => f)())(1);',
  'return await { get m() { return f; } }.m(1);',
  'return await (async () => await f(1))();',
  'return await (async () => f(1))();',
  'return await (() => f(1))();',
  'return await (await f(1));',
  'return await f(await f(1));',
  'return f(1);',
  'return await f(1)?.then?.((v) => v);',
  'return await (async () => { await (async () => { await f(1); })(); return 6; })();',
  'const deep = async (k) => k ? await deep(k - 1) : await f(1); return await deep(4);',
  'return await class { static { n = f(1); } static p = n; }.p;',
  'return await new (class { p = f(1); })().p;',
  'return await new (class { p = async (x) => await f(x); })().p(1);',
  'return await [f].at(0)(1);',
  "return await new Function('f', 'return async () => { with ({ q: f }) return await q(1); }')(f)();",
  "return await new Function('eval', 'return async () => await eval(1)')(f)();",
  "return await new Function('eval', 'return async () => await eval(...[1])')(f)();",
  "return await eval('f(1)');",
  "return await eval('(async () => await f(1))()');",
]);
// expect: value waits throws throwsLate promise thenable waitsTwice nested generator plain plainPromise plainThenable plainThrows
// expect: 7@2 7@3 !E@2 !E@3 7@4 7@3 7@4 7@4 AsyncGenerator@2 7@2 7@2 7@3 !E@1
// expect:     return await f(1);
// expect:     return await (f(1));
// expect:     return await (yes ? f(1) : g(2));
// expect:     return await (no ? g(2) : f(1));
// expect:     return await (yes ? o?.f(1) : 2);
// expect:     return await (yes && f(1));
// expect:     return await (no || f(1));
// expect:     return await (null ?? f(1));
// expect:     return await (0, f(1));
// expect:     return await (n = f(1));
// expect:     return await f?.(1);
// expect:     return await o?.f?.(1);
// expect:     return await o.o?.f(1);
// expect:     return await (o?.f)(1);
// expect:     return await f(...few);
// expect:     return await f?.(...few);
// expect:     return await f`x${1}`;
// expect:     return await o.f`x`;
// expect:     return await super.m(1);
// expect:     return await super['m'](1);
// expect:     return await super.m(...few);
// expect:     return await super.m`x`;
// expect:     return await this.#p(1);
// expect:     return await this.#p?.(1);
// expect:     return await this?.#p(1);
// expect:     return await this.field(1);
// expect:     return await this.constructor.s(1);
// expect:     return await (() => f)()(1);
// expect:     return await { get m() { return f; } }.m(1);
// expect:     return await (() => f(1))();
// expect:     return await class { static { n = f(1); } static p = n; }.p;
// expect:     return await new (class { p = f(1); })().p;
// expect:     return await [f].at(0)(1);
// expect:     return await eval('f(1)');
// expect: false@2 false@2 false@2 false@2 false@2 false@2 false@2 false@2 false@2 false@2 false@2 false@2 false@2
// expect:     return await (no && f(1));
// expect: undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2
// expect:     return await null?.(f(1));
// expect: 7@3 7@4 !E@3 !E@4 7@5 7@4 7@5 7@5 AsyncGenerator@3 7@3 7@3 7@4 !E@2
// expect:     return await (await (async () => f)())(1);
// expect:     return await (async () => await f(1))();
// expect:     return await new (class { p = async (x) => await f(x); })().p(1);
// expect:     return await new Function('f', 'return async () => { with ({ q: f }) return await q(1); }')(f)();
// expect:     return await new Function('eval', 'return async () => await eval(1)')(f)();
// expect:     return await new Function('eval', 'return async () => await eval(...[1])')(f)();
// expect:     return await eval('(async () => await f(1))()');
// expect: 7@4 7@4 !E@4 !E@4 7@5 7@4 7@5 7@5 AsyncGenerator@2 7@2 7@4 7@3 !E@2
// expect:     return await (async () => f(1))();
// expect: 7@3 7@4 !E@2 !E@3 7@5 7@4 7@5 7@5 AsyncGenerator@3 7@3 7@3 7@4 !E@1
// expect:     return await (await f(1));
// expect: 7@3 7@5 !E@2 !E@3 7@7 7@5 7@7 7@7 AsyncGenerator@3 7@3 7@3 7@5 !E@1
// expect:     return await f(await f(1));
// expect: 7@3 7@3 !E@3 !E@3 7@4 7@3 7@4 7@4 AsyncGenerator@1 7@1 7@3 7@2 !E@1
// expect:     return f(1);
// expect: 7@3 7@4 !E@3 !E@4 7@5 7@4 7@5 7@5 undefined@2 undefined@2 7@3 undefined@2 !E@1
// expect:     return await f(1)?.then?.((v) => v);
// expect: 6@4 6@5 !E@4 !E@5 6@6 6@5 6@6 6@6 6@4 6@4 6@4 6@5 !E@3
// expect:     return await (async () => { await (async () => { await f(1); })(); return 6; })();
// expect: 7@7 7@8 !E@7 !E@8 7@9 7@8 7@9 7@9 AsyncGenerator@7 7@7 7@7 7@8 !E@6
// expect:     const deep = async (k) => k ? await deep(k - 1) : await f(1); return await deep(4);
