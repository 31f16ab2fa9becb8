const error = new RangeError("bad range");
error.stack = "RangeError: bad range\n    at somewhere (file.js:1:1)";
console.log(error);
error.code = "E_X";
console.log(error);
console.log({ error }, [error]);
class MyError extends Error {}
const mine = new MyError("m");
mine.stack = "MyError: m\n    at x";
console.log(mine);
const bare = new Error("no stack");
bare.stack = undefined;
console.log(bare);
// expect: RangeError: bad range
// expect:     at somewhere (file.js:1:1)
// expect: RangeError: bad range
// expect:     at somewhere (file.js:1:1) {
// expect:   code: 'E_X'
// expect: }
// expect: {
// expect:   error: RangeError: bad range
// expect:       at somewhere (file.js:1:1) {
// expect:     code: 'E_X'
// expect:   }
// expect: } [
// expect:   RangeError: bad range
// expect:       at somewhere (file.js:1:1) {
// expect:     code: 'E_X'
// expect:   }
// expect: ]
// expect: MyError: m
// expect:     at x
// expect: [Error: no stack]
