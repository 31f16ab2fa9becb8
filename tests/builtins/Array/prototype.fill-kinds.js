// fill with numbers that need a box and others, over elements of every kind.
console.log(new Array(3).fill(1.5).join(), new Array(3).fill(7).join(), new Array(2).fill("x").join()); // expect: 1.5,1.5,1.5 7,7,7 x,x
const doubles = [0.5, 1.5, 2.5];
console.log(doubles.fill(9, 1, 2).join(), doubles.fill("s", 2).join()); // expect: 0.5,9,2.5 0.5,9,s
const mixed = [1, "a", 2.5, , 5];
console.log(mixed.fill(2.25, 1, 4).join(), mixed.fill(2 ** 40).join()); // expect: 1,2.25,2.25,2.25,5 1099511627776,1099511627776,1099511627776,1099511627776,1099511627776
mixed[0] = 1;
console.log(mixed[1]); // expect: 1099511627776
const object = {};
const same = new Array(3).fill(object);
console.log(same[0] === same[2], new Array(5).fill(1, 2).join("|")); // expect: true ||1|1|1
const shared = [1.5, 2.5, "s"].fill(3.5);
shared[0] = 4.5;
console.log(shared.join()); // expect: 4.5,3.5,3.5
