const a = 8, g = 2;
console.log(a / 2 / g, (a) / g, [a][0] / g); // expect: 2 4 4
if (a === 0) {
  const f = () => {}
  /1/g
}
const h = a === 8
/ g
console.log(h); // expect: false
