console.log([1, 2, 3].fill(0).join(), Array(3).fill(7, 1).join(), [1, 2, 3].fill(9, -2, -1).join()); // expect: 0,0,0 ,7,7 1,9,3
