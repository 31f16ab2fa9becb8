const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }) => {
  console.log("message", data);
  Promise.resolve().then(() => console.log("microtask", data));
  process.nextTick(() => console.log("tick", data));
  if (data === 2) port1.close();
};
port2.postMessage(1);
port2.postMessage(2);
Promise.resolve().then(() => console.log("first microtask"));
// expect: first microtask
// expect: message 1
// expect: tick 1
// expect: microtask 1
// expect: message 2
// expect: tick 2
// expect: microtask 2
