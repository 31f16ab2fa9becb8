const a = [1, 2, 3, 4];
console.log(a.slice(1, 3).join(), a.slice(-2).join(), a.slice(0, -1).join(), a.slice(3, 1).length, a.slice() !== a); // expect: 2,3 3,4 1,2,3 0 true
