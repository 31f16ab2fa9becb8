console.log([...[1, 2], 3, ..."ab", ...new Map([[1, 2]])].join("|")); // expect: 1|2|3|a|b|1,2
const holes = [...[1, , 3]];
console.log(1 in holes, holes[1]); // expect: true undefined
