// process.cpuUsage(before) is what was used since then.
const before = process.cpuUsage();
const end = performance.now() + 30;
while (performance.now() < end);
const total = process.cpuUsage(), since = process.cpuUsage(before);
console.log(since.user >= 0 && since.user <= total.user - before.user + 100_000); // expect: true
console.log(since.user + since.system < total.user + total.system); // expect: true
try {
  process.cpuUsage(5);
} catch ({ name, code }) {
  console.log(name, code); // expect: TypeError ERR_INVALID_ARG_TYPE
}
