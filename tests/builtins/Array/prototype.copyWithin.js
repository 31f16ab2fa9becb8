console.log([1, 2, 3, 4, 5].copyWithin(0, 3).join(), [1, 2, 3, 4, 5].copyWithin(1, 0, 3).join(), [1, 2, 3].copyWithin(-2).join()); // expect: 4,5,3,4,5 1,1,2,3,5 1,1,2
