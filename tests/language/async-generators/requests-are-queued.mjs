async function* g() {
  yield 1;
  yield 2;
}
const it = g();
const results = await Promise.all([it.next(), it.next(), it.next(), it.next()]);
console.log(results.map((r) => r.value + ":" + r.done).join()); // expect: 1:false,2:false,undefined:true,undefined:true
