// Blobs and Files can be cloned.
const blob = new Blob(["abc"], { type: "a/b" });
const { inner, file } = structuredClone({ inner: blob, file: new File(["x"], "n", { lastModified: 4 }) });
console.log(inner, inner instanceof Blob, inner !== blob, await inner.text()); // expect: Blob { size: 3, type: 'a/b' } true true abc
console.log(file, file instanceof File, await file.text()); // expect: File { size: 1, type: '', name: 'n', lastModified: 4 } true x
