const worker = new Worker(new URL("./_support/spin.mjs", import.meta.url), { type: "module" });
worker.onmessage = () => process.exit(3);
// expect exit: 3
