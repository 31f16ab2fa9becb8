// needs: speed
async function main() {
  let sum = 0;
  for (let i = 0; i < 1000000; i++) sum += await i;
  console.log(sum); // expect: 499999500000
}
main();
