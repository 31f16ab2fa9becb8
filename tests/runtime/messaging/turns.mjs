// Messages that are posted while others are delivered are for the next turn of the loop: they hold nothing up.
import { readFile } from "node:fs/promises";
let over = Promise.withResolvers();
const { port1, port2 } = new MessageChannel();
let count = 0, fired = 0;
const seen = [];
port1.onmessage = () => port1.postMessage(++count);
port2.onmessage = () => port2.postMessage(++count);
port1.postMessage(0);
const events = ["timer", "immediate", "file"];
const see = (what) => {
  seen.push(what);
  if (seen.length < events.length) return;
  console.log(seen.sort().join(), count > 0); // expect: file,immediate,timer true
  port1.close();
  over.resolve();
};
setTimeout(see, 5, "timer");
setImmediate(see, "immediate");
readFile(import.meta.url.slice(7)).then(() => see("file"));
await over.promise;

// A burst to a port, and what is posted from its listener, come in order; microtasks run between two of them.
over = Promise.withResolvers();
const burst = new MessageChannel(), order = [];
burst.port2.onmessage = ({ data }) => {
  Promise.resolve().then(() => order.push(-data));
  order.push(data);
  if (data === 3) burst.port1.postMessage(4);
  if (data < 4) return;
  console.log(order.slice(0, 7).join()); // expect: 1,-1,2,-2,3,-3,4
  burst.port1.close();
  over.resolve();
};
for (const i of [1, 2, 3]) burst.port1.postMessage(i);
await over.promise;

// Events of messages have what others have, and the ports that came along.
const { port1: from, port2: to } = new MessageChannel();
to.onmessage = (event) => {
  const { type, data, origin, lastEventId, source, ports, isTrusted } = event;
  console.log(type, data, [origin, lastEventId], source, ports.length, Object.isFrozen(ports), isTrusted);
  if (ports.length) from.close();
};
from.postMessage("a"); // expect: message a [ '', '' ] null 0 true true
from.postMessage("b", [new MessageChannel().port1]); // expect: message b [ '', '' ] null 1 true true
