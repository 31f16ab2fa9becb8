// Cells show one level; of objects with more than two properties only the class.
console.table([{ a: { x: { y: 1 } }, b: { p: 1, q: 2, r: 3 }, c: [1, [2]], d: new Uint8Array(3) }, 5]);
console.table([class { static s = 1; }]);
console.log([[[Object.create(null, { a: { value: 1, enumerable: true } }), Object.setPrototypeOf([1], null)]]]);
console.log("%s", new Uint8Array(3));
// expect: ┌─────────┬─────────────────┬──────────┬────────────────┬───────────────────────────┬────────┐
// expect: │ (index) │ a               │ b        │ c              │ d                         │ Values │
// expect: ├─────────┼─────────────────┼──────────┼────────────────┼───────────────────────────┼────────┤
// expect: │ 0       │ { x: [Object] } │ [Object] │ [ 1, [Array] ] │ Uint8Array(3) [ 0, 0, 0 ] │        │
// expect: │ 1       │                 │          │                │                           │ 5      │
// expect: └─────────┴─────────────────┴──────────┴────────────────┴───────────────────────────┴────────┘
// expect: ┌─────────┬───┐
// expect: │ (index) │ s │
// expect: ├─────────┼───┤
// expect: │ 0       │ 1 │
// expect: └─────────┴───┘
// expect: [ [ [ [Object: null prototype], [Array: null prototype] ] ] ]
// expect: 0,0,0
