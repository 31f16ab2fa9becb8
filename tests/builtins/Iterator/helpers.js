const numbers = () => [1, 2, 3, 4, 5].values();
console.log(numbers().map((x) => x * 2).toArray().join(), numbers().filter((x) => x % 2).toArray().join()); // expect: 2,4,6,8,10 1,3,5
console.log(numbers().take(2).toArray().join(), numbers().drop(3).toArray().join(), numbers().flatMap((x) => [x, x]).take(3).toArray().join()); // expect: 1,2 4,5 1,1,2
console.log(numbers().reduce((a, b) => a + b), numbers().some((x) => x > 4), numbers().every((x) => x > 1), numbers().find((x) => x > 2)); // expect: 15 true false 3
