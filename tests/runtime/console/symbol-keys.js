// node: newer Nodes print symbol keys without brackets
console.log({ [Symbol("k")]: 5, [Symbol()]: 6 }); // expect: { [Symbol(k)]: 5, [Symbol()]: 6 }
console.log({ [Symbol.toStringTag]: "Tag", a: 1 }); // expect: { a: 1, [Symbol(Symbol.toStringTag)]: 'Tag' }
