// An awaited call gives its value, whether the callee waited or not.
async function waits(x) { await null; return x + 1; }
async function returns(x) { return x + 2; }
async function main() {
  console.log(await waits(1)); // expect: 2
  console.log(await returns(1)); // expect: 3
  console.log((await waits(1)) + (await returns(await waits(1)))); // expect: 6
}
main();
