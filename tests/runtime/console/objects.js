console.log({}, { a: 1 }, { "b c": 2, 3: 4 });
console.log({ f() {}, g: () => {}, h: class K {}, i: class extends Array {}, async j() {}, *k() {} });
// expect: {} { a: 1 } { '3': 4, 'b c': 2 }
// expect: {
// expect:   f: [Function: f],
// expect:   g: [Function: g],
// expect:   h: [class K],
// expect:   i: [class i extends Array],
// expect:   j: [AsyncFunction: j],
// expect:   k: [GeneratorFunction: k]
// expect: }
