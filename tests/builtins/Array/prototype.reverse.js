const a = [1, , 3, 4].reverse();
console.log(a.join(), 2 in a, [1, 2, 3].toReversed().join()); // expect: 4,3,,1 false 3,2,1
