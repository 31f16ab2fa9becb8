console.log(JSON.stringify([1, [2, [3, [4]]], , 5].flat())); // expect: [1,2,[3,[4]],5]
console.log([1, [2, [3, [4]]]].flat(Infinity).join(), [[1], [2]].flatMap((x) => [x[0], x[0] * 2]).join()); // expect: 1,2,3,4 1,2,2,4
