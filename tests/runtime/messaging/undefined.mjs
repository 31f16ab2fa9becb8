// node: Node makes null of it
// What was sent is what arrives, also undefined, though the constructor of MessageEvent makes null of it.
const { port1, port2 } = new MessageChannel();
const arrived = new Promise((resolve) => (port2.onmessage = ({ data }) => resolve(data)));
port1.postMessage(undefined);
console.log(await arrived); // expect: undefined
port1.close();
const [one, two] = [new BroadcastChannel("a"), new BroadcastChannel("a")];
const heard = new Promise((resolve) => (two.onmessage = ({ data }) => resolve(data)));
one.postMessage(undefined);
console.log(await heard); // expect: undefined
one.close();
two.close();
console.log(new MessageEvent("message").data, new MessageEvent("message", { data: undefined }).data); // expect: null null
