// Ports and buffers go through ports; what waits in a port's queue goes with it.
const a = new MessageChannel(), b = new MessageChannel();
b.port1.postMessage("waiting");
const buffer = new ArrayBuffer(8);
a.port1.postMessage({ port: b.port2, buffer }, [b.port2, buffer]);
console.log(buffer.detached);
a.port2.onmessage = ({ data, ports }) => {
  console.log(ports.length, ports[0] === data.port, data.port instanceof MessagePort, data.buffer.byteLength);
  data.port.onmessage = ({ data }) => {
    console.log(data);
    if (data === "later") {
      ports[0].close();
      a.port2.close();
    }
  };
  b.port1.postMessage("later");
};
for (const f of [
  () => a.port1.postMessage(0, [a.port1]), () => a.port1.postMessage(0, [b.port2]), () => a.port1.postMessage(b.port1),
  () => a.port1.postMessage(0, { transfer: [buffer] }), () => a.port1.postMessage(() => 1), () => a.port1.postMessage(0, [{}]),
  () => a.port1.postMessage(0, [1]), () => a.port1.postMessage(), () => new MessagePort(), () => structuredClone(Object.create(MessagePort.prototype), {}),
]) {
  try {
    f();
    console.log("nothing thrown");
  } catch (error) {
    console.log(error.name, error instanceof DOMException, error.message);
  }
}
const clone = structuredClone({ p: new MessageChannel().port1 }.p && new DOMException("m", "AbortError"));
console.log(clone instanceof DOMException, clone.name, clone.code, clone.message, clone.stack.split("\n")[0]);
const c = new MessageChannel();
const moved = structuredClone(c.port1, { transfer: [c.port1] });
moved.onmessage = (event) => { console.log("moved", event.data); moved.close(); };
c.port2.postMessage(5);
// expect: true
// expect: DataCloneError true Transfer list contains source port
// expect: DataCloneError true A MessagePort in the transfer list is closed.
// expect: DataCloneError true Object that needs transfer was found in message but not listed in transferList
// expect: DataCloneError true #<ArrayBuffer> could not be cloned.
// expect: DataCloneError true function could not be cloned.
// expect: DataCloneError true Value not transferable
// expect: TypeError false Found invalid value in transferList
// expect: TypeError false Failed to execute 'postMessage' on 'MessagePort': 1 argument required, but only 0 present.
// expect: TypeError false Illegal constructor
// expect: DataCloneError true Object that needs transfer was found in message but not listed in transferList
// expect: true AbortError 20 m AbortError: m
// expect: 1 true true 8
// expect: moved 5
// expect: waiting
// expect: later
