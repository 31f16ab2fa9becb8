// needs: memory-limit
// node: takes very long there
// flags: --memory-limit 64
try {
  new Array(2 ** 32 - 1).fill();
} catch (error) {
  console.log(error instanceof RangeError || error instanceof Error); // expect: true
}
