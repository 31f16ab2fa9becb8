// Jobs run in the order in which they were queued, whoever queued them.
async function task(name, turns) {
  for (let i = 0; i < turns; i++) {
    await null;
    console.log(name, i);
  }
}
task('a', 2);
queueMicrotask(() => console.log('job'));
Promise.resolve().then(() => console.log('then'));
task('b', 2);
console.log('sync');
// expect: sync
// expect: a 0
// expect: job
// expect: then
// expect: b 0
// expect: a 1
// expect: b 1
