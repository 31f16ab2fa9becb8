const like = { length: 3, 0: "a", 2: "c" };
console.log(Array.prototype.join.call(like, "+"), Array.prototype.map.call("abc", (c) => c + c).join()); // expect: a++c aa,bb,cc
console.log(Array.prototype.indexOf.call(like, "c"), Array.prototype.slice.call(like, 1).length); // expect: 2 2
