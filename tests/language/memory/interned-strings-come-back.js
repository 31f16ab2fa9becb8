const o = {};
for (let i = 0; i < 2000; i++) o["key" + i] = i;
for (let i = 0; i < 2000; i += 2) delete o["key" + i];
for (let round = 0; round < 3; round++) for (let i = 0; i < 2000; i++) ({})["temporary" + i];
let sum = 0;
for (let i = 0; i < 2000; i++) sum += o["key" + i] ?? 0;
console.log(sum); // expect: 1000000
