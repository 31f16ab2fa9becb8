// A call whose result is ignored runs to its first await at once, and goes on by itself.
async function f() {
  console.log('begins');
  await null;
  console.log('goes on');
}
f();
console.log('after the call');
// expect: begins
// expect: after the call
// expect: goes on
