const seen = [];
for (let i = 0, step = () => i; i < 2; i++) {
  seen.push(step(), i);
}
console.log(seen.join()); // expect: 0,0,0,1
