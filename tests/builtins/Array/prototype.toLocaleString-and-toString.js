console.log([1, [2, 3]].toString(), String([]), [null, 1].toLocaleString()); // expect: 1,2,3  ,1
console.log(Array.prototype.toString.call({ join: () => "joined" }), Array.prototype.toString.call({})); // expect: joined [object Object]
