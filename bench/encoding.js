// SPDX-License-Identifier: MIT
// Text to UTF-8 and back: short and long, ASCII and mixed.
const encoder = new TextEncoder(), decoder = new TextDecoder();
const short = "hello, world 1234567", shortBytes = encoder.encode(short);
const mixed = "héllo wörld €123456", mixedBytes = encoder.encode(mixed);
const long = "aé€ text 😀 ".repeat(70000), longBytes = encoder.encode(long);
const into = new Uint8Array(64);

// The best of some rounds; each run adds `right` to the sum.
function measure(key, count, right, run, unit = "ns", scale = 1e6) {
  let best = Infinity;
  for (let round = 0; round < 10; round++) {
    const started = performance.now();
    let sum = 0;
    for (let i = 0; i < count; i++) sum += run();
    best = Math.min(best, performance.now() - started);
    if (sum !== count * right) throw new Error("a wrong result");
  }
  console.log(`${key} ${((best / count) * scale).toFixed(1)} ${unit}`);
}

measure("encode-short", 50000, 20, () => encoder.encode(short).length);
measure("encode-into", 50000, 20, () => encoder.encodeInto(short, into).written);
measure("decode-short", 50000, 20, () => decoder.decode(shortBytes).length);
measure("decode-mixed", 50000, mixed.length, () => decoder.decode(mixedBytes).length);
measure("encode-large", 20, longBytes.length, () => encoder.encode(long).length, "us", 1e3);
measure("decode-large", 20, long.length, () => decoder.decode(longBytes).length, "us", 1e3);
