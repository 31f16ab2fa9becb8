import { setImmediate, setInterval, setTimeout } from "node:timers/promises";
console.log(await setTimeout(2, "slept"), await setImmediate("soon"));
let n = 0;
for await (const value of setInterval(1, "tick")) { console.log(value); if (++n === 3) break; }
// expect: slept soon
// expect: tick
// expect: tick
// expect: tick
