// endings: "native" changes the line ends of strings, and of nothing else.
const parts = ["a\r\nb\rc\n", new Blob(["\r\n"]), new Uint8Array([13, 10]), "\r", "\n"];
console.log(JSON.stringify(await new Blob(parts, { endings: "native" }).text())); // expect: "a\nb\nc\n\r\n\r\n\n\n"
console.log(new Blob(parts).size, new Blob(parts, { endings: "transparent" }).size); // expect: 13 13
try {
  new Blob([], { endings: "other" });
} catch (error) {
  console.log(error.name, error.message); // expect: TypeError The "options.endings" argument must be "transparent" or "native". Received other
}
