const a = [1, 2, 3, 4, 5];
console.log(a.splice(1, 2, "x", "y", "z").join(), a.join()); // expect: 2,3 1,x,y,z,4,5
console.log(a.splice(-2).join(), a.splice(0).length, a.length, [1, 2, 3].toSpliced(1, 1, 9).join()); // expect: 4,5 4 0 1,9,3
