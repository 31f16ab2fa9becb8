// Workers that are not waited for end with the program.
for (const name of ["spin", "wait", "busy", "nested"]) {
  const worker = new Worker(new URL(`./_support/${name}.mjs`, import.meta.url), { type: "module" });
  worker.postMessage(new Int32Array(new SharedArrayBuffer(8)));
  worker.unref();
}
setTimeout(() => console.log("end"), 50);
// expect: end
