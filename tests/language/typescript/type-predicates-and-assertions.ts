function isString(x: unknown): x is string { return typeof x === "string"; }
function assertNumber(x: unknown): asserts x is number { if (typeof x !== "number") throw new TypeError("not a number"); }
class Guard { isReady(): this is { ready: true } { return true; } }
assertNumber(1);
console.log(isString("x"), new Guard().isReady()); // expect: true true
