const o = { a: 1, b: 2, c: 3 };
const seen = [];
for (const key in o) {
  seen.push(key);
  delete o.b;
}
console.log(seen.join()); // expect: a,c
