// A thousand messages there and back, in order.
const worker = new Worker(new URL("./_support/echo.mjs", import.meta.url), { type: "module" });
let next = 0, inOrder = true;
worker.onmessage = ({ data }) => {
  inOrder &&= data.n === next++;
  if (next < 1000) return;
  console.log(inOrder);
  worker.terminate();
};
for (let n = 0; n < 1000; n++) worker.postMessage({ n, text: "x".repeat(n % 100) });
// expect: true
