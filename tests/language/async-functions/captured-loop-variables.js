async function main() {
  const fs = [];
  for (let i = 0; i < 3; i++) {
    await null;
    fs.push(() => i);
    await null;
  }
  console.log(fs.map((f) => f()).join()); // expect: 0,1,2
}
main();
