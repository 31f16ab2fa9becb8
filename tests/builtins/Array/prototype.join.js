console.log([1, null, undefined, [2, [3]], {}].join("-"), [].join(), [, ,].join()); // expect: 1---2,3-[object Object]  ,
const loop = [1];
loop.push(loop);
console.log(loop.join()); // expect: 1,
