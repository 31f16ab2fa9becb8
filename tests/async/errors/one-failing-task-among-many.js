const task = async (i) => { await null; if (i === 3) throw new Error("task " + i); return i; };
Promise.allSettled([0, 1, 2, 3, 4].map(task)).then((results) =>
  console.log(results.map((r) => r.value ?? r.reason.message).join())); // expect: 0,1,2,task 3,4
