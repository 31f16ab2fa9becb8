const a = [1, , 3, 4].filter(function (x, i, all) { return x > this.min && all.length === 4; }, { min: 1 });
console.log(a.join(), a.length); // expect: 3,4 2
