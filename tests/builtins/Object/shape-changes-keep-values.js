const o = {};
for (let i = 0; i < 100; i++) o["k" + i] = i;
for (let i = 0; i < 100; i += 2) delete o["k" + i];
for (let i = 0; i < 10; i++) o["n" + i] = -i;
console.log(Object.keys(o).length, o.k51, o.k50, o.n9); // expect: 60 51 undefined -9
console.log(Object.values(o).reduce((a, b) => a + b)); // expect: 2455
