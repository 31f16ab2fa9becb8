const identity = (x) => x;
const none = () => ({});
const many = (a, b = 2, ...c) => { return a + b + c.length; };
const single = x => x * 2;
const asyncArrow = async x => x;
console.log(identity(1), typeof none(), many(1, 2, 3), single(4)); // expect: 1 object 4 8
asyncArrow(5).then(console.log); // expect: 5
