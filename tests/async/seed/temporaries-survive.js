// What an expression has computed before an await in it is still there afterwards: elements of an array literal,
// arguments, the object of a method call, `this`, operands, parts of a template.
const wait = async (x) => { await null; return x; };
class Counter {
  constructor() { this.count = 0; }
  async add(...values) { for (const value of values) this.count += await wait(value); return this; }
}
async function main() {
  let n = 0;
  console.log([n++, await wait('a'), n++, await wait('b'), n++].join()); // expect: 0,a,1,b,2
  console.log(Math.max(n++, await wait(1), n++)); // expect: 4
  const counter = new Counter();
  console.log((await counter.add(1, await wait(2), 3)).count); // expect: 6
  console.log(`${n++}-${await wait('t')}-${n++}`); // expect: 5-t-6
  console.log({ a: n++, b: await wait('v'), c: n++ }.c); // expect: 8
  console.log(n++ + (await wait(100)) * n++); // expect: 1009
}
main();
