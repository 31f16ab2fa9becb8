onmessage = ({ data }) => {
  postMessage("waiting");
  Atomics.wait(data, 0, 0);
  postMessage(Atomics.load(data, 1));
};
