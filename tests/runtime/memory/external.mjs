// Memory behind objects counts for the collector, as long as they are there.
const external = () => process.memoryUsage().external;
const start = external();
let urls = Array.from({ length: 2000 }, (_, i) => new URL(`http://example.com/${"x".repeat(1000)}?${i}`));
console.log(external() - start > 2000 * 1000); // expect: true
const one = new URL("http://example.com/");
const before = external();
one.search = "y".repeat(1e6);
console.log(external() - before > 9e5, one.href.length); // expect: true 1000020
one.href = "http://example.com/";
console.log(Math.abs(external() - before) < 1000); // expect: true
urls = null;
urls = null;
// A query object by itself, too: what it grows to, and no more than that while its pairs come and go.
const query = new URLSearchParams(`a=${"x".repeat(1e6)}`), filled = external();
console.log(filled - before > 9e5); // expect: true
for (let i = 0; i < 10; i++) query.append("b", "y".repeat(1e6));
console.log(external() - filled > 9e6); // expect: true
for (let i = 0; i < 1000; i++) query.set("b", `${i}`.padEnd(1e5));
console.log(external() - filled < 64e6, query.get("a").length, query.get("b").trim()); // expect: true 1000000 999
for (let i = 0; i < 20000; i++) new URLSearchParams(`a=${"x".repeat(1e4)}`);
console.log(external() - filled < 64e6); // expect: true
for (let i = 0; i < 100000; i++) new URL(`http://example.com/${"x".repeat(1000)}?${i}`);
console.log(external() - start < 64e6); // expect: true

// Those that nobody closes, too.
for (let i = 0; i < 1500; i++) {
  new CompressionStream("gzip");
  await null; // they begin to work
}
console.log(external() - start < 128e6); // expect: true
