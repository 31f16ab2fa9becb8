// What a program does to builtins changes nothing inside streams.
const fail = () => { throw new Error("patched"); };
const rs = new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); c.close(); } });
const { then } = Promise.prototype;
const { getOwnPropertyDescriptor } = Object;
Promise.prototype.then = fail;
Promise.resolve = fail;
Function.prototype.call = fail;
Array.prototype.push = Array.prototype.shift = fail;
Array.prototype[Symbol.iterator] = fail;
ReadableStream.prototype.getReader = ReadableStreamDefaultReader.prototype.read = WritableStream.prototype.getWriter = fail;
Object.defineProperty(WritableStreamDefaultWriter.prototype, "ready", { get: fail });
Uint8Array.prototype.set = ArrayBuffer.prototype.slice = ArrayBuffer.prototype.transfer = fail;
globalThis.Promise = globalThis.Uint8Array = globalThis.ReadableStream = undefined;

const log = [];
await rs.pipeThrough(new TransformStream({ transform(chunk, c) { c.enqueue(chunk * 2); } })).pipeTo(new WritableStream({ write(chunk) { log[log.length] = chunk; } }));
console.log(`${log[0]} ${log[1]}`); // expect: 2 4
const bytes = new (Object.getPrototypeOf(rs).constructor)({ type: "bytes", start(c) { c.enqueue(new Int8Array(3)); c.close(); } });
const tee = bytes.tee();
for await (const chunk of tee[0]) console.log(chunk.byteLength); // expect: 3
