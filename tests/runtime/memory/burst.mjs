// After a burst of a million tasks a program that waits gives their memory back to the system.
// needs: speed
// timeout: 60
const megabytes = () => process.memoryUsage().rss / 2 ** 20;
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function task(gate, i) {
  await gate;
  return i;
}
async function burst() {
  let release;
  const gate = new Promise((resolve) => { release = resolve; });
  const tasks = Array.from({ length: 1_000_000 }, (_, i) => task(gate, i));
  release();
  return (await Promise.all(tasks)).length;
}
const before = megabytes();
console.log(await burst()); // expect: 1000000
console.log(megabytes() > before + 60); // expect: true
while (megabytes() > before + 25) await later(100);
console.log("given back"); // expect: given back
