console.log(JSON.stringify({ a: 1, b: [1, {}], c: [] }, null, 2));
// expect: {
// expect:   "a": 1,
// expect:   "b": [
// expect:     1,
// expect:     {}
// expect:   ],
// expect:   "c": []
// expect: }
console.log(JSON.stringify({ a: 1, b: 2, c: { a: 3, d: 4 } }, ["a", "c"]), JSON.stringify([1], null, "--")); // expect: {"a":1,"c":{"a":3}} [
// expect: --1
// expect: ]
