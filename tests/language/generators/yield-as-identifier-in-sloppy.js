var yield = 1;
console.log(yield + 1); // expect: 2
