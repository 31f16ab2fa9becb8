const x = 1;
const o = { x, "a b": 2, 3: 4, [`k${x}`]: 5, m() { return this.x; }, async: 6 };
console.log(o.x, o["a b"], o[3], o.k1, o.m(), o.async); // expect: 1 2 4 5 1 6
