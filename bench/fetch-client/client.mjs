// Prints responses per second, one by one and 64 at a time, and the same per second of CPU time.
const url = process.argv[2], count = 10_000;

async function get(times) {
  for (let i = 0; i < times; i++) {
    const response = await fetch(url);
    if ((await response.text()).length < 100) throw new Error("too short");
  }
}

async function measure(run) {
  const cpu = process.cpuUsage(), start = performance.now();
  await run();
  const seconds = (performance.now() - start) / 1000, { user, system } = process.cpuUsage(cpu);
  return [Math.round(count / seconds), Math.round(count / ((user + system) / 1e6))];
}

await get(300);
const [one, oneCpu] = await measure(() => get(count));
const [many, manyCpu] = await measure(() => Promise.all(Array.from({ length: 64 }, () => get(Math.ceil(count / 64)))));
console.log(one, many, oneCpu, manyCpu);
