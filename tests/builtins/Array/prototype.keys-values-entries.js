console.log([...["a", "b"].keys()].join(), [...["a"].values()].join(), JSON.stringify([...["a"].entries()])); // expect: 0,1 a [[0,"a"]]
console.log([][Symbol.iterator] === [].values, Object.prototype.toString.call([].keys())); // expect: true [object Array Iterator]
