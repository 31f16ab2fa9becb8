import assert from "node:assert";
import strict from "node:assert/strict";
const outcome = (f) => { try { f(); return "fine"; } catch (error) { return `${error.name} ${error.code}`; } };
console.log(outcome(() => assert(1)), outcome(() => assert(0)), outcome(() => assert.ok("")), outcome(() => assert.equal(1, "1")), outcome(() => strict.equal(1, "1")));
console.log(outcome(() => assert.deepEqual([1, { a: "2" }], [1, { a: 2 }])), outcome(() => assert.deepStrictEqual([1], ["1"])), outcome(() => assert.notDeepStrictEqual({ a: 1 }, { a: 1 })));
console.log(outcome(() => assert.throws(() => { throw new TypeError("x"); }, TypeError)), outcome(() => assert.throws(() => {})), outcome(() => assert.throws(() => { throw new Error("x"); }, { message: "y" })));
console.log(outcome(() => assert.doesNotThrow(() => { throw new Error("x"); })), outcome(() => assert.fail("m")), outcome(() => assert.ifError(null)), outcome(() => assert(false, new RangeError("mine"))));
await assert.rejects(async () => { throw new Error("q"); }, { message: "q" });
await assert.rejects(assert.rejects(async () => {}), { code: "ERR_ASSERTION" });
try { assert.strictEqual(1, 2, "told"); } catch (error) { console.log(error.actual, error.expected, error.operator, error instanceof assert.AssertionError); }
// expect: fine AssertionError ERR_ASSERTION AssertionError ERR_ASSERTION fine AssertionError ERR_ASSERTION
// expect: fine AssertionError ERR_ASSERTION AssertionError ERR_ASSERTION
// expect: fine AssertionError ERR_ASSERTION AssertionError ERR_ASSERTION
// expect: AssertionError ERR_ASSERTION AssertionError ERR_ASSERTION fine RangeError undefined
// expect: 1 2 strictEqual true
