const file = new File(["some", new Uint8Array([32]), "text"], "name.txt", { type: "text/plain", lastModified: 5 });
const copy = structuredClone({ file, blob: file.slice(5) });
console.log(copy.file instanceof File, copy.file.name, copy.file.type, copy.file.lastModified, await copy.file.text());
console.log(copy.blob instanceof Blob, copy.blob instanceof File, await copy.blob.text());
const url = URL.createObjectURL(new Blob(["onmessage = async ({ data }) => postMessage(await data.text())"]));
const worker = new Worker(url, { type: "module" });
worker.postMessage(file);
worker.onmessage = ({ data }) => {
  console.log(data);
  worker.terminate();
};
try { new Worker("blob:null/none"); } catch (error) { console.log(error.name); }
// expect: true name.txt text/plain 5 some text
// expect: true false text
// expect: NetworkError
// expect: some text
