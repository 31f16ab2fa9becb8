// process.exit ends the worker alone.
const worker = new Worker(new URL("./_support/exits.mjs", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => console.log(data);
worker.onclose = ({ code }) => console.log("closed", code);
worker.postMessage(0);
// expect: exit 7
// expect: closed 7
