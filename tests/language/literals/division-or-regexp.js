const a = 8, g = 2;
console.log(a / 2 / g, (a) / g, [a][0] / g); // expect: 2 4 4
const f = () => {}
/1/g
console.log(typeof f); // expect: function
