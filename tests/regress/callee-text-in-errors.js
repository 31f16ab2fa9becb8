const o = { f: 1, deep: {}, m() { return this; } }, k = "f", foo = () => ({}), arr = [1];
let z = 5, x;
for (const f of [
  () => o[k](), () => arr[0](), () => foo().bar(), () => foo(1, "a)")(2), () => o.m(1).m(2).zip(),
  () => o?.f(), () => o.f?.(), () => o.f``, () => o.
    f(), () => o[foo()](), () => Array.from([5]).foo(), () => new (foo.bind())(), () => new o.m(),
  () => { for (const a of o.f); }, () => { for (const a of x); }, () => [...z], () => { const [a] = z; },
  () => { for (const a of { [Symbol.iterator]() { return {}; } }); },
]) {
  try { f(); } catch (error) { console.log(error.message); }
}
// expect: o[k] is not a function
// expect: arr[0] is not a function
// expect: foo(...).bar is not a function
// expect: foo(...) is not a function
// expect: o.m(...).m(...).zip is not a function
// expect: o?.f is not a function
// expect: o.f is not a function
// expect: o.f is not a function
// expect: o.f is not a function
// expect: o[foo(...)] is not a function
// expect: Array.from(...).foo is not a function
// expect: foo.bind(...) is not a constructor
// expect: o.m is not a constructor
// expect: o.f is not iterable
// expect: x is not iterable
// expect: z is not iterable
// expect: z is not iterable
// expect: undefined is not a function
