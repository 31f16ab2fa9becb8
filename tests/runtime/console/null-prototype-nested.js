console.log({ a: Object.create(null), b: [Object.assign(Object.create(null), { x: 1 })], c: Object.groupBy([1], () => "k") });
// expect: {
// expect:   a: [Object: null prototype] {},
// expect:   b: [ [Object: null prototype] { x: 1 } ],
// expect:   c: [Object: null prototype] { k: [ 1 ] }
// expect: }
