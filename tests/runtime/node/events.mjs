import { EventEmitter, on, once } from "node:events";
const e = new EventEmitter();
e.on("x", (...a) => console.log("x", a));
e.once("x", () => console.log("once"));
e.prependListener("x", function () { console.log("first", this === e); });
console.log(e.emit("x", 1, 2), e.emit("x"), e.emit("none"), e.listenerCount("x"), e.eventNames());
class Mine extends EventEmitter { constructor() { super(); this.q = 1; } }
const mine = new Mine();
try { mine.emit("error", new Error("boom")); } catch (error) { console.log(error.message); }
mine.on("error", (error) => console.log("handled", error.message));
mine.emit("error", new Error("again"));
setTimeout(() => e.emit("late", 5), 1);
console.log(await once(e, "late"));
setTimeout(() => { e.emit("many", 1); e.emit("many", 2); }, 1);
let n = 0;
for await (const [value] of on(e, "many")) { console.log("many", value); if (++n === 2) break; }
const f = () => console.log("never");
e.on("y", f).off("y", f);
console.log(e.emit("y"), e.listenerCount("many"));
try { e.on("z", 5); } catch (error) { console.log(error.code); }
// expect: first true
// expect: x [ 1, 2 ]
// expect: once
// expect: first true
// expect: x []
// expect: true true false 2 [ 'x' ]
// expect: boom
// expect: handled again
// expect: [ 5 ]
// expect: many 1
// expect: many 2
// expect: false 0
// expect: ERR_INVALID_ARG_TYPE
