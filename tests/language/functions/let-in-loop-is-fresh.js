const functions = [];
for (let i = 0; i < 3; i++) functions.push(() => i);
console.log(functions.map((f) => f()).join()); // expect: 0,1,2
const shared = [];
for (var j = 0; j < 3; j++) shared.push(() => j);
console.log(shared.map((f) => f()).join()); // expect: 3,3,3
