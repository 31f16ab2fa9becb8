// Anything can be awaited: what is no promise is its own value, one tick later; an object with `then` is asked.
async function main() {
  const object = {}, fn = () => 1;
  console.log(await 1, await 'text', await undefined, await null); // expect: 1 text undefined null
  console.log((await object) === object, (await fn) === fn); // expect: true true
  console.log(await { then(resolve) { resolve('thenable'); } }); // expect: thenable
  console.log((await { then: 5 }).then); // expect: 5
  console.log(await 12345678901234567890n, await 1.5); // expect: 12345678901234567890n 1.5
}
main();
