const worker = new Worker(new URL("./_support/throws.mjs", import.meta.url), { type: "module" });
worker.postMessage("error");
// expect error: RangeError: thrown
// expect stderr: throws.mjs:4
