const slow = new Promise((r) => setTimeout(r, 20, "slow"));
const fast = new Promise((r) => setTimeout(r, 1, "fast"));
console.log(await Promise.race([slow, fast]), await Promise.race([slow, 5])); // expect: fast 5
