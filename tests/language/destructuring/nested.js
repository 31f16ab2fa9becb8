const { list: [first, { deep }], other: { x = 9 } = {} } = { list: [1, { deep: 2 }] };
console.log(first, deep, x); // expect: 1 2 9
