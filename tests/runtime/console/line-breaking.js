console.log({ first: "a fairly long string value", second: "another fairly long value", third: 3 });
console.log({ alpha: 1, beta: 2, gamma: 3, delta: 4, epsilon: 5, zeta: 6, eta: 7 });
console.log([{ id: 1, name: "Alice" }, { id: 2, name: "Bob" }]);
console.log([{ id: 1, name: "Alice", roles: ["admin", "user"] }, { id: 2, name: "Bob", roles: ["user"] }]);
console.log({ text: "line one\nline two", list: [1, 2, 3] });
// expect: {
// expect:   first: 'a fairly long string value',
// expect:   second: 'another fairly long value',
// expect:   third: 3
// expect: }
// expect: { alpha: 1, beta: 2, gamma: 3, delta: 4, epsilon: 5, zeta: 6, eta: 7 }
// expect: [ { id: 1, name: 'Alice' }, { id: 2, name: 'Bob' } ]
// expect: [
// expect:   { id: 1, name: 'Alice', roles: [ 'admin', 'user' ] },
// expect:   { id: 2, name: 'Bob', roles: [ 'user' ] }
// expect: ]
// expect: { text: 'line one\nline two', list: [ 1, 2, 3 ] }
