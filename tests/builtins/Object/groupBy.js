const groups = Object.groupBy([1, 2, 3, 4], (n, i) => (n % 2 ? "odd" : "even"));
console.log(groups.odd.join(), groups.even.join(), Object.getPrototypeOf(groups)); // expect: 1,3 2,4 null
