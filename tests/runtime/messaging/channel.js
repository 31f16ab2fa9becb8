const { port1, port2 } = new MessageChannel();
const seen = [];
port1.onmessage = (event) => {
  console.log(event.type, event.data, event.ports.length, event.target === port1, event.isTrusted, event instanceof MessageEvent);
  if (event.data.n === 2) port1.close();
};
port2.addEventListener("close", () => console.log("closed"));
port2.start();
const sent = { n: 1, when: new Date(0) };
port2.postMessage(sent);
sent.n = 9;
port2.postMessage({ n: 2 });
port2.postMessage({ n: 3 });
console.log("sync");
// expect: sync
// expect: message { n: 1, when: 1970-01-01T00:00:00.000Z } 0 true true true
// expect: message { n: 2 } 0 true true true
// expect: closed
