const a = [];
for (let i = 0; i < 100000; i++) a.push(i % 3 ? i : i / 2);
while (a.length > 10) a.pop();
for (let i = 0; i < 20000; i++) a.unshift(i), a.shift();
for (let i = 0; i < 1000; i++) a.splice(5, 0, i);
console.log(a.length, a.slice(0, 7).join()); // expect: 1010 0,1,2,1.5,4,999,998
