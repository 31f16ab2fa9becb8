async function f(x) { await null; console.log("ran", x); return x; }
async function main() {
  f("void");
  await f("awaited");
  const bound = f("bound");
  console.log(bound instanceof Promise, await bound);
}
main();
// expect: ran void
// expect: ran awaited
// expect: ran bound
// expect: true bound
