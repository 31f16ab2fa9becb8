// A call whose result is kept gives a promise, to be awaited later, more than once.
async function f(x) { await null; return x; }
async function main() {
  const first = f('first'), second = f('second');
  console.log(first instanceof Promise, first === second); // expect: true false
  console.log(await second, await first, await first); // expect: second first first
}
main();
