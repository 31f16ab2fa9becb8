const list = [1, 2];
const seen = [];
for (const x of list) {
  seen.push(x);
  if (list.length < 5) list.push(x * 10);
}
console.log(seen.join()); // expect: 1,2,10,20,100
