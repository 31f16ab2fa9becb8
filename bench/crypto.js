// Operations of SubtleCrypto, one awaited after the other, and crypto.randomUUID().
const webcrypto = globalThis.crypto?.subtle ? globalThis.crypto : require("node:crypto").webcrypto;
const { subtle } = webcrypto;

// The best of some rounds, in microseconds.
async function measure(key, rounds, count, run, unit = "us", scale = 1e3) {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await run(count);
    best = Math.min(best, ((performance.now() - started) / count) * scale);
  }
  console.log(`${key} ${best.toFixed(3)} ${unit}`);
}

function check(right) {
  if (!right) throw new Error("a wrong result");
}

async function main() {
  const small = new Uint8Array(32), large = new Uint8Array(1 << 20), middle = new Uint8Array(16384);
  const hmac = await subtle.importKey("raw", small, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const aes = await subtle.importKey("raw", small, "AES-GCM", false, ["encrypt"]);
  const use = { name: "AES-GCM", iv: new Uint8Array(12) };
  const message = new Uint8Array(100);
  let result;
  await measure("digest-small", 10, 2000, async (count) => {
    for (let i = 0; i < count; i++) result = await subtle.digest("SHA-256", small);
  });
  check(new Uint8Array(result)[0] === 0x66);
  await measure("digest-large", 10, 30, async (count) => {
    for (let i = 0; i < count; i++) result = await subtle.digest("SHA-256", large);
  });
  check(new Uint8Array(result)[0] === 0x30);
  await measure("hmac-sign", 10, 2000, async (count) => {
    for (let i = 0; i < count; i++) result = await subtle.sign("HMAC", hmac, message);
  });
  check(result.byteLength === 32);
  await measure("aes-gcm", 10, 500, async (count) => {
    for (let i = 0; i < count; i++) result = await subtle.encrypt(use, aes, middle);
  });
  check(result.byteLength === 16384 + 16);
  await measure("random-uuid", 10, 100000, (count) => {
    for (let i = 0; i < count; i++) result = webcrypto.randomUUID();
  }, "ns", 1e6);
  check(result.length === 36);
}
main();
