// Slices: bounds as Web IDL clamps them, parts that are cut anywhere.
const blob = new Blob(["abc", new Blob(["x".repeat(70000)]), "def"]);
const show = async (...bounds) => console.log(JSON.stringify(await blob.slice(...bounds).text()));
await show(0, 3); // expect: "abc"
await show(1, 5); // expect: "bcxx"
await show(-4); // expect: "xdef"
await show(-4, -1); // expect: "xde"
await show(5, 2); // expect: ""
await show(70000, Infinity); // expect: "xxxdef"
await show(NaN, 1.9); // expect: "a"
await show(undefined, 0, "t"); // expect: ""
console.log(blob.slice().size, blob.slice(1).slice(1).slice(1, 3).size, blob.slice(0, 1, "A/B").type, blob.slice(0, 1).type === ""); // expect: 70006 2 a/b true
const twice = new Blob([blob.slice(2, 4), blob.slice(-1)]);
console.log(await twice.text()); // expect: cxf
