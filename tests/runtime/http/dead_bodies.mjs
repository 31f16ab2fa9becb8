// The collector learns at once how much memory the dead had: else each collection would come later than the one before.
// needs: speed
const bytes = new Uint8Array(4000);
let most = 0;
for (let i = 0; i < 100_000; i++) {
  new Response(bytes);
  if (i % 64 === 0) most = Math.max(most, process.memoryUsage().external);
}
console.log(most < 16 << 20 ? "few megabytes" : most); // expect: few megabytes
