const a = [1, 2];
console.log(a.push(3, 4), a.pop(), a.shift(), a.unshift(0, 9), a.join()); // expect: 4 4 1 4 0,9,2,3
console.log([].pop(), [].shift()); // expect: undefined undefined
const like = { length: 1, 0: "x" };
console.log(Array.prototype.push.call(like, "y"), like[1], like.length); // expect: 2 y 2
