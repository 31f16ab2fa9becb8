console.log([10, 9, 1, undefined, "b", "a"].sort().join(), [3, 1, 2].sort((a, b) => b - a).join()); // expect: 1,10,9,a,b, 3,2,1
const people = [["a", 2], ["b", 1], ["c", 2], ["d", 1]];
console.log(people.sort((x, y) => x[1] - y[1]).map((p) => p[0]).join("")); // expect: bdac
const holes = [3, , 1].sort();
console.log(holes.length, 2 in holes, [3, , 1].toSorted().length); // expect: 3 false 3
