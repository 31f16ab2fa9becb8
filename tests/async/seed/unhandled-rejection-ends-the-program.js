// A rejection that nobody handles by the end of the jobs is an error of the program; what is queued still runs.
async function fails() { await null; throw new Error('nobody handles this'); }
fails();
queueMicrotask(() => console.log('jobs run')); // expect: jobs run
setTimeout(() => console.log('timers do not'), 1);
// expect error: nobody handles this
