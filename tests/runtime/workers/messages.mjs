// Values there and back; buffers and ports move, shared memory is shared.
const worker = new Worker(new URL("./_support/echo.mjs", import.meta.url), { type: "module" });
const receive = () => new Promise((resolve) => worker.addEventListener("message", resolve, { once: true }));
const buffer = new ArrayBuffer(100000), shared = new SharedArrayBuffer(8), channel = new MessageChannel();
worker.postMessage({ buffer, shared, map: new Map([[1, new Date(0)]]), error: new TypeError("t") }, [buffer]);
console.log(buffer.detached);
let { data, isTrusted } = await receive();
console.log(isTrusted, data.buffer.byteLength, data.map.get(1).getTime(), data.error instanceof TypeError, data.error.message);
new Int32Array(data.shared)[1] = 5;
console.log(new Int32Array(shared)[1]);
worker.postMessage("port", [channel.port2]);
let event = await receive();
event.ports[0].onmessage = ({ data }) => {
  console.log("by a port that has travelled:", data);
  worker.terminate();
  channel.port1.close();
};
channel.port1.postMessage("hello");
try { worker.postMessage(() => 1); } catch (error) { console.log(error.name); }
// expect: true
// expect: true 100000 0 true t
// expect: 5
// expect: DataCloneError
// expect: by a port that has travelled: hello
