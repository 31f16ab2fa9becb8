console.log({ users: [{ name: "Ann", tags: new Set(["x"]), meta: new Map([["k", { v: [1] }]]) }], total: 1, next: null });
// expect: {
// expect:   users: [ { name: 'Ann', tags: [Set], meta: [Map] } ],
// expect:   total: 1,
// expect:   next: null
// expect: }
