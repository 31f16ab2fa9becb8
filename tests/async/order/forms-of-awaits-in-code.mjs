// Awaited calls in every kind of statement and expression.
import { showForms } from './_support/forms.mjs';
await showForms([
  'return String([await f(1), await f(1)]);',
  'return String(Math.max(await f(1), await f(1)));',
  'return String(Math.max(await f?.(1), await (no ? 1 : f(1))));',
  'return `${await f(1)}-${await f(1)}`;',
  'return String.raw`${await f(1)}`;',
  'return JSON.stringify({ a: await f(1), [await f(1)]: await f(1) });',
  'return String([...String(await f(1))]);',
  'const { z = await f(1) } = {}; return z;',
  'const [z = await f(1)] = []; return z;',
  'const [z] = [await f(1)]; const { length } = String(await f(1)); return z + length;',
  'return await ((z = f(1)) => z)();',
  'return await (async (z = f(1)) => z)();',
  'return await (async (z = f(1)) => await z)();',
  'o.x ||= await f(1); return o.x;',
  'o.f &&= await f(1); return o.f;',
  'let x; x ??= await f(1); return x;',
  'o.n = 1; o.n += await f(1); return o.n;',
  'class K { static [await f(1)] = 5; } return Object.keys(K)[0];',
  "return { 7: 'seven', undefined: 'none' }[await f(1)];",
  'class K extends (await f(1), Object) {} return typeof K;',
  'try { return await f(1); } catch (e) { return `caught ${e}`; }',
  'try { return f(1); } catch (e) { return `caught ${e}`; }',
  'try { return await f(1); } finally { n++; }',
  'try { return 3; } finally { await f(1); }',
  'try { throw 3; } finally { return await f(1); }',
  'try { throw 3; } catch (e) { return await f(e); }',
  'try { await f(1); } catch (e) { return await f(e); } return 4;',
  'try { return await f(1); } finally { await f(1); }',
  'try { throw await f(1); } catch (e) { return `caught ${e}`; }',
  'do { await f(1); } while (no); return 9;',
  'while (await f(1)) break; return 9;',
  'for (let i = await f(1); i < await f(1); i += await f(1)) break; return 9;',
  'for (const x of [await f(1)]) return x;',
  'for (const x in { [await f(1)]: 1 }) return x;',
  "switch (await f(1)) { case await f(1): return 'same'; default: return 'other'; }",
  'label: { await f(1); break label; } return 9;',
  'for await (const x of [f(1), f(2)]) n++; return n;',
  'for await (const x of [1, 2]) await f(x); return 9;',
  'for await (const x of (async function* () { yield f(1); yield 2; })()) return x;',
  'for await (const x of (async function* () { yield await f(1); })()) return x;',
  'for await (const x of (async function* () { yield (yes ? f(1) : 2); })()) return x;',
  'const i = (async function* () { return yield* (async function* () { yield await f(1); return await f(2); })(); })(); return [(await i.next()).value, (await i.next()).value].join();',
  'const i = (async function* () { yield* [f(1), f(2)]; })(); return (await i.next()).value;',
  'const i = (async function* () { return f(1); })(); return (await i.next()).value;',
  'const i = (async function* () { return f?.(1); })(); return (await i.next()).value;',
  'const i = (async function* () { return await f(1); })(); return (await i.next()).value;',
  'const i = (async function* () { f(1); })(); return (await i.next()).value;',
  'const i = (async function* () { yield await f(1); yield 3; })(); i.next(); return (await i.next()).value;',
  'const i = (async function* () { try { yield 1; } finally { await f(1); } })(); await i.next(); return (await i.return(f(2))).value;',
  'const i = (async function* () { try { yield 1; } catch (e) { yield f(e); } })(); await i.next(); return (await i.throw(2)).value;',
]);
// expect: value waits throws throwsLate promise thenable waitsTwice nested generator plain plainPromise plainThenable plainThrows
// expect: 7,7@3 7,7@5 !E@2 !E@3 7,7@7 7,7@5 7,7@7 7,7@7 [object AsyncGenerator],[object AsyncGenerator]@3 7,7@3 7,7@3 7,7@5 !E@1
// expect:     return String([await f(1), await f(1)]);
// expect: 7@3 7@5 !E@2 !E@3 7@7 7@5 7@7 7@7 NaN@3 7@3 7@3 7@5 !E@1
// expect:     return String(Math.max(await f(1), await f(1)));
// expect:     return String(Math.max(await f?.(1), await (no ? 1 : f(1))));
// expect: 7-7@3 7-7@5 !E@2 !E@3 7-7@7 7-7@5 7-7@7 7-7@7 [object AsyncGenerator]-[object AsyncGenerator]@3 7-7@3 7-7@3 7-7@5 !E@1
// expect:     return `${await f(1)}-${await f(1)}`;
// expect: 7@2 7@3 !E@2 !E@3 7@4 7@3 7@4 7@4 [object AsyncGenerator]@2 7@2 7@2 7@3 !E@1
// expect:     return String.raw`${await f(1)}`;
// expect:     class K { static [await f(1)] = 5; } return Object.keys(K)[0];
// expect:     for (const x in { [await f(1)]: 1 }) return x;
// expect: {"7":7,"a":7}@4 {"7":7,"a":7}@7 !E@2 !E@3 {"7":7,"a":7}@10 {"7":7,"a":7}@7 {"7":7,"a":7}@10 {"7":7,"a":7}@10 {"a":{},"[object AsyncGenerator]":{}}@4 {"7":7,"a":7}@4 {"7":7,"a":7}@4 {"7":7,"a":7}@7 !E@1
// expect:     return JSON.stringify({ a: await f(1), [await f(1)]: await f(1) });
// expect: 7@2 7@3 !E@2 !E@3 7@4 7@3 7@4 7@4 [,o,b,j,e,c,t, ,A,s,y,n,c,G,e,n,e,r,a,t,o,r,]@2 7@2 7@2 7@3 !E@1
// expect:     return String([...String(await f(1))]);
// expect: 7@2 7@3 !E@2 !E@3 7@4 7@3 7@4 7@4 AsyncGenerator@2 7@2 7@2 7@3 !E@1
// expect:     const { z = await f(1) } = {}; return z;
// expect:     const [z = await f(1)] = []; return z;
// expect:     return await ((z = f(1)) => z)();
// expect:     o.x ||= await f(1); return o.x;
// expect:     o.f &&= await f(1); return o.f;
// expect:     let x; x ??= await f(1); return x;
// expect:     try { return await f(1); } finally { n++; }
// expect:     try { throw 3; } finally { return await f(1); }
// expect:     try { throw 3; } catch (e) { return await f(e); }
// expect:     for (const x of [await f(1)]) return x;
// expect: 8@3 8@5 !E@2 !E@3 8@7 8@5 8@7 8@7 [object AsyncGenerator]23@3 8@3 8@3 8@5 !E@1
// expect:     const [z] = [await f(1)]; const { length } = String(await f(1)); return z + length;
// expect: 7@4 7@4 !E@4 !E@4 7@5 7@4 7@5 7@5 AsyncGenerator@2 7@2 7@4 7@3 !E@2
// expect:     return await (async (z = f(1)) => z)();
// expect: 7@3 7@4 !E@3 !E@4 7@5 7@4 7@5 7@5 AsyncGenerator@3 7@3 7@3 7@4 !E@2
// expect:     return await (async (z = f(1)) => await z)();
// expect:     const i = (async function* () { return f(1); })(); return (await i.next()).value;
// expect:     const i = (async function* () { return f?.(1); })(); return (await i.next()).value;
// expect: 8@2 8@3 !E@2 !E@3 8@4 8@3 8@4 8@4 1[object AsyncGenerator]@2 8@2 8@2 8@3 !E@1
// expect:     o.n = 1; o.n += await f(1); return o.n;
// expect: seven@2 seven@3 !E@2 !E@3 seven@4 seven@3 seven@4 seven@4 undefined@2 seven@2 seven@2 seven@3 !E@1
// expect:     return { 7: 'seven', undefined: 'none' }[await f(1)];
// expect: function@2 function@3 !E@2 !E@3 function@4 function@3 function@4 function@4 function@2 function@2 function@2 function@3 !E@1
// expect:     class K extends (await f(1), Object) {} return typeof K;
// expect: 7@2 7@3 caught E@2 caught E@3 7@4 7@3 7@4 7@4 AsyncGenerator@2 7@2 7@2 7@3 caught E@1
// expect:     try { return await f(1); } catch (e) { return `caught ${e}`; }
// expect: 7@3 7@3 !E@3 !E@3 7@4 7@3 7@4 7@4 AsyncGenerator@1 7@1 7@3 7@2 caught E@1
// expect:     try { return f(1); } catch (e) { return `caught ${e}`; }
// expect: 3@2 3@3 !E@2 !E@3 3@4 3@3 3@4 3@4 3@2 3@2 3@2 3@3 !E@1
// expect:     try { return 3; } finally { await f(1); }
// expect: 4@2 4@3 !E@3 !E@5 4@4 4@3 4@4 4@4 4@2 4@2 4@2 4@3 !E@1
// expect:     try { await f(1); } catch (e) { return await f(e); } return 4;
// expect: 7@3 7@5 !E@3 !E@5 7@7 7@5 7@7 7@7 AsyncGenerator@3 7@3 7@3 7@5 !E@1
// expect:     try { return await f(1); } finally { await f(1); }
// expect: caught 7@2 caught 7@3 caught E@2 caught E@3 caught 7@4 caught 7@3 caught 7@4 caught 7@4 caught [object AsyncGenerator]@2 caught 7@2 caught 7@2 caught 7@3 caught E@1
// expect:     try { throw await f(1); } catch (e) { return `caught ${e}`; }
// expect: 9@2 9@3 !E@2 !E@3 9@4 9@3 9@4 9@4 9@2 9@2 9@2 9@3 !E@1
// expect:     do { await f(1); } while (no); return 9;
// expect:     while (await f(1)) break; return 9;
// expect:     label: { await f(1); break label; } return 9;
// expect: 9@3 9@5 !E@2 !E@3 9@7 9@5 9@7 9@7 9@3 9@3 9@3 9@5 !E@1
// expect:     for (let i = await f(1); i < await f(1); i += await f(1)) break; return 9;
// expect: same@3 same@5 !E@2 !E@3 same@7 same@5 same@7 same@7 other@3 same@3 same@3 same@5 !E@1
// expect:     switch (await f(1)) { case await f(1): return 'same'; default: return 'other'; }
// expect: 2@7 2@8 !E@3 u:E !E@4 u:E 2@9 2@8 2@9 2@9 2@7 2@7 2@7 2@9 !E@1
// expect:     for await (const x of [f(1), f(2)]) n++; return n;
// expect: 9@9 9@11 !E@5 !E@6 9@13 9@11 9@13 9@13 9@9 9@9 9@9 9@11 !E@4
// expect:     for await (const x of [1, 2]) await f(x); return 9;
// expect: 7@5 7@6 !E@3 !E@4 7@7 7@6 7@7 7@7 AsyncGenerator@5 7@5 7@5 7@6 !E@2
// expect:     for await (const x of (async function* () { yield f(1); yield 2; })()) return x;
// expect:     for await (const x of (async function* () { yield (yes ? f(1) : 2); })()) return x;
// expect: 7@6 7@7 !E@3 !E@4 7@8 7@7 7@8 7@8 AsyncGenerator@6 7@6 7@6 7@7 !E@2
// expect:     for await (const x of (async function* () { yield await f(1); })()) return x;
// expect: 7,7@10 7,7@12 !E@4 !E@5 7,7@14 7,7@12 7,7@14 7,7@14 [object AsyncGenerator],[object AsyncGenerator]@10 7,7@10 7,7@10 7,7@12 !E@3
// expect:     const i = (async function* () { return yield* (async function* () { yield await f(1); return await f(2); })(); })(); return [(await i.next()).value, (await i.next()).value].join();
// expect: 7@4 7@5 !E@4 u:E !E@5 u:E 7@6 7@5 7@6 7@6 AsyncGenerator@4 7@4 7@4 7@5 !E@2
// expect:     const i = (async function* () { yield* [f(1), f(2)]; })(); return (await i.next()).value;
// expect: 7@4 7@5 !E@3 !E@4 7@6 7@5 7@6 7@6 AsyncGenerator@4 7@4 7@4 7@5 !E@2
// expect:     const i = (async function* () { return await f(1); })(); return (await i.next()).value;
// expect: undefined@2 undefined@2 undefined@2 u:E undefined@2 u:E undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 undefined@2 !E@2
// expect:     const i = (async function* () { f(1); })(); return (await i.next()).value;
// expect: 3@5 3@6 undefined@3 u:E undefined@4 u:E 3@7 3@6 3@7 3@7 3@5 3@5 3@5 3@6 undefined@2 u:E
// expect:     const i = (async function* () { yield await f(1); yield 3; })(); i.next(); return (await i.next()).value;
// expect: 7@6 7@8 !E@6 !E@8 7@10 7@8 7@10 7@10 AsyncGenerator@6 7@6 7@6 7@8 !E@3
// expect:     const i = (async function* () { try { yield 1; } finally { await f(1); } })(); await i.next(); return (await i.return(f(2))).value;
// expect: 7@5 7@6 !E@5 !E@6 7@7 7@6 7@7 7@7 AsyncGenerator@5 7@5 7@5 7@6 !E@4
// expect:     const i = (async function* () { try { yield 1; } catch (e) { yield f(e); } })(); await i.next(); return (await i.throw(2)).value;
