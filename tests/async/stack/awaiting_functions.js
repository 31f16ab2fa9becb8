// The stack of an error in a resumed function goes on with those who await it, along `then`.
const where = (error) =>
  console.log(error.stack.replace(/\(?[^ (]*[/\\]([^/\\]*\.js:\d+):\d+\)?/g, "$1"));

async function inner() {
  await 1;
  throw new Error("lost");
}
async function outer() {
  await inner();
}
async function all() {
  await Promise.all([1, inner()]);
}
async function any() {
  await Promise.any([inner()]).catch((aggregate) => Promise.reject(aggregate.errors[0]));
}
async function race() {
  await Promise.race([inner()]);
}
async function* numbers() {
  yield 1;
  await inner();
}
async function loop() {
  for await (const number of numbers());
}
async function chain() {
  await inner().then((x) => x);
}

(async () => {
  for (const f of [outer, all, any, race, loop, chain]) await f().catch(where);
})();
// expect: Error: lost
// expect:     at inner awaiting_functions.js:7
// expect:     at async outer awaiting_functions.js:10
// expect:     at async awaiting_functions.js:33
// expect: Error: lost
// expect:     at inner awaiting_functions.js:7
// expect:     at async Promise.all (index 1)
// expect:     at async all awaiting_functions.js:13
// expect:     at async awaiting_functions.js:33
// expect: Error: lost
// expect:     at inner awaiting_functions.js:7
// expect:     at async Promise.any (index 0)
// expect:     at async any awaiting_functions.js:16
// expect:     at async awaiting_functions.js:33
// expect: Error: lost
// expect:     at inner awaiting_functions.js:7
// expect:     at async race awaiting_functions.js:19
// expect:     at async awaiting_functions.js:33
// expect: Error: lost
// expect:     at inner awaiting_functions.js:7
// expect:     at async numbers awaiting_functions.js:23
// expect:     at async loop awaiting_functions.js:26
// expect:     at async awaiting_functions.js:33
// expect: Error: lost
// expect:     at inner awaiting_functions.js:7
// expect:     at async chain awaiting_functions.js:29
// expect:     at async awaiting_functions.js:33
