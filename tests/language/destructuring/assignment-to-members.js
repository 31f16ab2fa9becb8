const target = { list: [] };
[target.x, target.list[1]] = [1, 2];
({ a: target["y"], b: target.z = 7 } = { a: 3 });
console.log(JSON.stringify(target)); // expect: {"list":[null,2],"x":1,"y":3,"z":7}
