// needs: speed
// A function that calls itself behind an await calls from an empty stack: it may do so for ever.
async function down(n) {
  await null;
  return n > 0 ? 1 + await down(n - 1) : 0;
}
async function throughGenerators(n) {
  for await (const x of (async function* () { await null; yield n; })()) return x > 0 ? 1 + await throughGenerators(x - 1) : 0;
}
const deep = (n) => n > 0 ? deep(n - 1) + 1 : 0;
async function deepAtEach(n) {
  await null;
  return n > 0 ? Math.min(deep(4000), 1 + await deepAtEach(n - 1)) : 0; // what is called has room
}
(async () => {
  await null;
  console.log(await down(300000)); // expect: 300000
  console.log(await throughGenerators(100000)); // expect: 100000
  console.log(await deepAtEach(3000)); // expect: 3000
})();
