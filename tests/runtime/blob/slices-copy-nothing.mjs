// needs: speed
// A thousand slices of a large Blob, and Blobs made of them, share its bytes.
const blob = new Blob([new Uint8Array(50_000_000)]);
const before = process.memoryUsage().external;
const slices = Array.from({ length: 1000 }, (_, i) => blob.slice(i, 40_000_000 + i));
const whole = new Blob(slices);
console.log(whole.size, process.memoryUsage().external - before < 1e6); // expect: 40000000000 true
console.log((await whole.slice(39_999_999_990).bytes()).length); // expect: 10
