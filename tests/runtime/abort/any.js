// AbortSignal.any: aborted by the first of its sources; all are marked before anybody is told.
const a = new AbortController(), b = new AbortController();
const any = AbortSignal.any([a.signal, b.signal]), nested = AbortSignal.any([any]);
const heard = (name) => () => console.log(name, any.aborted, nested.aborted);
nested.addEventListener("abort", heard("nested"));
any.addEventListener("abort", heard("any"));
a.signal.addEventListener("abort", heard("source"));
a.abort("why");
// expect: source true true
// expect: any true true
// expect: nested true true
b.abort("late");
console.log(any.reason, nested.reason); // expect: why why
console.log(AbortSignal.any([a.signal, b.signal]).reason, AbortSignal.any([]).aborted); // expect: why false
console.log(AbortSignal.any(new Set([b.signal])).reason); // expect: late
