// A task that fails takes down neither those that run beside it nor those that wait for them.
async function task(i) {
  await null;
  if (i === 2) throw `task ${i}`;
  await null;
  return i;
}
async function main() {
  const tasks = [0, 1, 2, 3, 4].map(task);
  for (const [i, promise] of tasks.entries()) promise.then(() => console.log('done', i), () => console.log('failed', i));
  try { await Promise.all(tasks); } catch (e) { console.log('all:', e); }
  console.log((await Promise.allSettled(tasks)).map((r) => r.value ?? r.reason).join());
}
main();
// expect: failed 2
// expect: done 0
// expect: done 1
// expect: all: task 2
// expect: done 3
// expect: done 4
// expect: 0,1,task 2,3,4
