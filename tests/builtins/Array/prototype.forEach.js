const seen = [];
[1, , 3].forEach((x, i) => seen.push(i + ":" + x));
console.log(seen.join()); // expect: 0:1,2:3
