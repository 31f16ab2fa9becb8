// needs: speed
async function forever() {
  await forever();
}
forever().catch((error) => console.log(error instanceof RangeError)); // expect: true
