const inner = new Error("inner");
inner.stack = "Error: inner\n    at a";
const outer = new Error("outer", { cause: inner });
outer.stack = "Error: outer\n    at b";
console.log(outer);
const several = new AggregateError([inner], "several");
several.stack = "AggregateError: several\n    at c";
console.log(several);
// expect: Error: outer
// expect:     at b {
// expect:   [cause]: Error: inner
// expect:       at a
// expect: }
// expect: AggregateError: several
// expect:     at c {
// expect:   [errors]: [
// expect:     Error: inner
// expect:         at a
// expect:   ]
// expect: }
