async function* numbers() {
  for (let i = 0; ; i++) yield i;
}
async function main() {
  const seen = [];
  outer: for await (const a of numbers()) {
    for await (const b of numbers()) {
      if (b > a) continue outer;
      if (a === 3) break outer;
      seen.push(a + "" + b);
    }
  }
  console.log(seen.join()); // expect: 00,10,11,20,21,22
}
main();
