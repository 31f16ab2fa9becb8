const worker = new Worker(new URL("./_support/nested.mjs", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => console.log(data);
worker.postMessage(1);
worker.postMessage(2);
// expect: inner: 1
// expect: inner: 2
