// Workers and messages: also run with failing allocations (tools/fail-allocations), in every thread.
const deadline = setTimeout(() => process.exit(3), 8000);
const source = `onmessage = ({ data, ports }) => {
  if (data === "throw") throw new RangeError("in the worker");
  ports[0]?.postMessage({ ...data, bytes: data.bytes.byteLength });
  postMessage(structuredClone(data, { transfer: [data.bytes] }));
};`;
const worker = new Worker(`data:text/javascript,${encodeURIComponent(source)}`);
const next = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
const { port1, port2 } = new MessageChannel();
const onPort = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
const failed = next(worker, "error");
worker.postMessage({ map: new Map([[1, { date: new Date(0) }]]), bytes: new ArrayBuffer(8), big: 1n << 70n }, [port2]);
const back = await Promise.race([next(worker, "message"), failed]);
if (back.type === "error") throw back.error ?? new Error(back.message);
const viaPort = await onPort;
worker.postMessage("throw");
const event = await failed;
event.preventDefault();
const channel = new BroadcastChannel("memory"), other = new BroadcastChannel("memory");
channel.postMessage(new Set([1, 2]));
const { data: set } = await next(other, "message");
for (const each of [channel, other, port1]) each.close();
worker.terminate();
clearTimeout(deadline);
console.log(back.data.bytes.byteLength, back.data.big > 5n, viaPort.bytes, viaPort.map.get(1).date.getTime(), event.message, set.size); // expect: 8 true 8 0 Uncaught RangeError: in the worker 2
