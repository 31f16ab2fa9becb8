const a = [1, , 3, ,];
console.log(a.length, 1 in a, 3 in a, Object.keys(a).join()); // expect: 4 false false 0,2
