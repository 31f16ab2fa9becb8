for (let round = 0; round < 200; round++) {
  const o = {};
  for (let i = 0; i < 20; i++) o["r" + round + "_" + i] = i;
  if (o["r" + round + "_19"] !== 19) console.log("wrong");
}
const read = (o) => o.same;
console.log(read({ same: 1 }), read({ a: 0, same: 2 }), read({ b: 0, same: 3 })); // expect: 1 2 3
