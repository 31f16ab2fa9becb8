// A pool: many tasks, a few at a time, results in order, errors apart.
async function pool<T, R>(tasks: T[], limit: number, work: (task: T) => Promise<R>) {
  const results: PromiseSettledResult<R>[] = new Array(tasks.length);
  let next = 0;
  async function worker() {
    while (next < tasks.length) {
      const index = next++;
      [results[index]] = await Promise.allSettled([work(tasks[index])]);
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

let running = 0;
let most = 0;

async function square(n: number): Promise<number> {
  most = Math.max(most, ++running);
  await new Promise((resolve) => setTimeout(resolve, 1));
  running--;
  if (n === 4) throw new Error("four is right out");
  return n * n;
}

pool([1, 2, 3, 4, 5, 6], 2, square).then((results) => {
  for (const result of results) console.log(result.status === "fulfilled" ? result.value : result.reason.message);
  console.log("at most", most, "at once");
});
// expect: 1
// expect: 4
// expect: 9
// expect: four is right out
// expect: 25
// expect: 36
// expect: at most 2 at once
