const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
let attempts = 0;
async function flaky() { await sleep(1); if (++attempts < 3) throw new Error("try " + attempts); return "ok after " + attempts; }
async function retry(f, n) {
  for (;;) {
    try { return await f(); }
    catch (e) { if (--n === 0) throw e; await sleep(1); }
  }
}
console.log(await retry(flaky, 5)); // expect: ok after 3
const slow = Promise.race([sleep(50).then(() => "slow"), sleep(5).then(() => { throw new Error("timed out"); })]);
console.log(await slow.catch((e) => e.message)); // expect: timed out
