async function* g() {
  yield 1;
  yield 2;
}
async function main() {
  console.log((await Array.fromAsync(g(), async (x) => x * 10)).join()); // expect: 10,20
  console.log((await Array.fromAsync([Promise.resolve(3), 4])).join()); // expect: 3,4
}
main();
