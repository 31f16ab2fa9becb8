const o = {
  *a() { yield 1; },
  *["b" + 1]() { yield 2; },
  async *c() { yield 3; },
};
console.log([...o.a(), ...o.b1()].join()); // expect: 1,2
o.c().next().then((r) => console.log(r.value)); // expect: 3
