console.log([], [1, 2, 3], [1, , 3], [, ,], [undefined, null], new Array(5), [1, , , 4]);
console.log(Object.assign([1, 2], { extra: true, [-1]: "x" }));
console.log([["nested", [1]], []]);
// expect: [] [ 1, 2, 3 ] [ 1, <1 empty item>, 3 ] [ <2 empty items> ] [ undefined, null ] [ <5 empty items> ] [ 1, <2 empty items>, 4 ]
// expect: [ 1, 2, extra: true, '-1': 'x' ]
// expect: [ [ 'nested', [ 1 ] ], [] ]
