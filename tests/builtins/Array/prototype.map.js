console.log([1, 2, 3].map((x, i, a) => x * i + a.length).join(), ["1", "2", "3"].map(parseInt).join()); // expect: 3,5,9 1,NaN,NaN
const holes = [1, , 3].map((x) => x);
console.log(holes.length, 1 in holes); // expect: 3 false
