process.on("exit", (code) => postMessage(`exit ${code}`));
onmessage = () => {
  try {
    process.exit(7);
  } catch {
    postMessage("caught");
  }
  postMessage("not reached");
};
