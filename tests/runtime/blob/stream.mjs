// stream() gives the bytes in chunks, and is a byte stream.
const blob = new Blob(["a".repeat(100_000), "b"]);
let size = 0, chunks = 0;
for await (const chunk of blob.stream()) {
  size += chunk.length;
  chunks++;
}
console.log(size, chunks >= 2); // expect: 100001 true
const reader = blob.slice(99_998).stream().getReader({ mode: "byob" });
const { value, done } = await reader.read(new Uint8Array(10));
console.log(value, done, (await reader.read(new Uint8Array(1))).done, (await reader.read(new Uint8Array(1))).done); // expect: Uint8Array(2) [ 97, 97 ] false false true
console.log((await new Blob().stream().getReader().read()).done); // expect: true
value.fill(0);
console.log((await blob.slice(-3).text())); // expect: aab
