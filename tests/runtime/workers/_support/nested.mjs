const inner = new Worker(new URL("./echo.mjs", import.meta.url), { type: "module" });
inner.onmessage = ({ data }) => {
  postMessage(`inner: ${data}`);
  if (data === 2) close();
};
onmessage = ({ data }) => inner.postMessage(data);
