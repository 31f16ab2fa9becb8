const proto = { inherited: 1, shadowed: 1 };
const o = Object.create(proto, {
  own: { value: 1, enumerable: true },
  shadowed: { value: 2, enumerable: false },
});
const keys = [];
for (const key in o) keys.push(key);
console.log(keys.join()); // expect: own,inherited
