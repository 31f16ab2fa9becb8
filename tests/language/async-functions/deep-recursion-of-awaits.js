async function down(n) {
  return n === 0 ? 0 : 1 + (await down(n - 1));
}
down(1000).then(console.log); // expect: 1000
