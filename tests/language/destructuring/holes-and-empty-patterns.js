const [, , third] = [1, 2, 3];
const {} = { ignored: 1 };
const [] = [1];
console.log(third); // expect: 3
