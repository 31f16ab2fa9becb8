const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
for (let i = 0; i < 3; i++) {
  await sleep(1);
  console.log(i);
}
// expect: 0
// expect: 1
// expect: 2
