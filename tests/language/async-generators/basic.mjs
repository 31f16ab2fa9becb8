async function* g() {
  const x = yield 1;
  yield x + (await 1);
  return "end";
}
const it = g();
console.log((await it.next()).value, (await it.next(10)).value); // expect: 1 11
const last = await it.next();
console.log(last.value, last.done, it[Symbol.asyncIterator]() === it); // expect: end true true
