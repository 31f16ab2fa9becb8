// The type of a data: URL is read in time that grows with its length.
const count = 400_000;
async function type(text) {
  const value = (await fetch(`data:${text},x`)).headers.get("content-type");
  console.log(value.length, value.slice(0, 12));
}
await type(`text/css${";".repeat(count)}`); // expect: 8 text/css
await type(`text/css;a=b${" ".repeat(count)}c`); // expect: 400015 text/css;a="
await type(`text/css;a="${"\\".repeat(count)}`); // expect: 400013 text/css;a="
await type(`${" ".repeat(count)}text/css${" ".repeat(count)};;x=1`); // expect: 12 text/css;x=1
await type(`text/css;${"x=1;".repeat(count)}y=2`); // expect: 16 text/css;x=1
await type(`${"a/".repeat(count)}`); // expect: 27 text/plain;c
