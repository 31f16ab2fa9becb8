// SPDX-License-Identifier: MIT
// 20 MB of JSON: records of short strings and numbers, text with escapes, nested arrays of doubles.
function record(i) {
  return {
    id: i,
    name: "user" + i,
    email: `u${i}@example.com`,
    score: (i * 7919) % 10007 / 100,
    active: i % 2 === 0,
    tags: ["a", "bc"],
    address: { city: "Springfield", zip: String(10000 + (i % 1000)) },
    place: [(i * 31) % 360 - 180.25, (i * 17) % 180 - 90.125],
    note: i % 4 === 0 ? 'He said "yes",\n\tand went on to say a lot more; the naïve would have believed it.' : null,
  };
}

const document = Array.from({ length: 98000 }, (_, i) => record(i));
const text = JSON.stringify(document);
let parse = Infinity;
let print = Infinity;
for (let round = 0; round < 5; round++) {
  let start = performance.now();
  const value = JSON.parse(text);
  parse = Math.min(parse, performance.now() - start);
  start = performance.now();
  const printed = JSON.stringify(value);
  print = Math.min(print, performance.now() - start);
  if (printed !== text || text.length < 19e6) throw new Error("not the same text, " + text.length);
}
console.log("json-parse", parse, "ms");
console.log("json-print", print, "ms");
