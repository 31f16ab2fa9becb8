import util, { format, inspect, isDeepStrictEqual, promisify, types } from "node:util";
console.log(inspect({ a: { b: { c: {} } } }, { depth: 0 }), inspect("a"), inspect([1, "x"], { colors: true }) === "[ \x1b[33m1\x1b[39m, \x1b[32m'x'\x1b[39m ]");
console.log(format("%s %d %j %% %o", "x", 5, { a: 1 }, [2]), format(1, "b"), util.stripVTControlCharacters("\x1b[31mred\x1b[39m"));
console.log(isDeepStrictEqual({ a: [1, new Map([[1, { x: 1 }]])] }, { a: [1, new Map([[1, { x: 1 }]])] }), isDeepStrictEqual([1], ["1"]), isDeepStrictEqual(new Set([{ a: 1 }]), new Set([{ a: 1 }])));
console.log(types.isPromise(Promise.resolve()), types.isAsyncFunction(async () => 1), types.isGeneratorFunction(function* () {}), types.isMap(new Map), types.isProxy(new Proxy({}, {})), types.isBoxedPrimitive(Object(1)));
console.log(await promisify((a, done) => done(null, a + 1))(4), await promisify((done) => done(new Error("no")))().catch((error) => error.message));
class Point { constructor(x) { this.x = x; } [inspect.custom](depth, options, inspect) { return `Point<${inspect(this.x, options)}>`; } }
console.log([new Point(1)], { p: new Point({ a: { b: {} } }) });
function Old() {} function Base() {} util.inherits(Old, Base);
console.log(new Old() instanceof Base, Old.super_ === Base);
// expect: { a: [Object] } 'a' true
// expect: x 5 {"a":1} % [ 2, [length]: 1 ] 1 b red
// expect: true false true
// expect: true true true true true true
// expect: 5 no
// expect: [ Point<1> ] { p: Point<{ a: { b: {} } }> }
// expect: true true
