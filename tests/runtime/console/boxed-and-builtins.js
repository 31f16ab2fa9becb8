console.log(new String("s"), new Number(1), new Boolean(false), Object(Symbol("x")), Object(1n), [new String("ab")]);
console.log(Math, JSON, Reflect, globalThis === global, (function () { return arguments; })(1, 2));
console.log(function* () {}(), Promise, Symbol, Object.prototype, Array.prototype, Function.prototype);
// expect: [String: 's'] [Number: 1] [Boolean: false] [Symbol: Symbol(x)] [BigInt: 1n] [ [String: 'ab'] ]
// expect: Object [Math] {} Object [JSON] {} Object [Reflect] {} true [Arguments] { '0': 1, '1': 2 }
// expect: Object [Generator] {} [Function: Promise] [Function: Symbol] [Object: null prototype] {} Object(0) [] [Function (anonymous)] Object
