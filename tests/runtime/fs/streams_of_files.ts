// mote:fs: files as streams.
import { makeTempDir, open, readFile, readTextFile, writeFile } from "mote:fs";

await using folder = await makeTempDir();
const path = folder.path + "/a", copy = folder.path + "/b";
const bytes = new Uint8Array(1_500_000).map((_, i) => i * 7 + (i >> 10));
await writeFile(path, bytes);
const source = await open(path), sink = await open(copy, "w");
await source.readable.pipeThrough(new TransformStream()).pipeTo(sink.writable);
console.log(source.fd, sink.fd); // expect: -1 -1
console.log(Buffer.compare(await readFile(copy), Buffer.from(bytes))); // expect: 0

// into a buffer of one's own
const again = await open(path);
const reader = again.readable.getReader({ mode: "byob" });
const { value, done } = await reader.read(new Uint8Array(10));
console.log(value.length, value[9] === bytes[9], done); // expect: 10 true false
await reader.cancel();
console.log(again.fd); // expect: -1

// without streams
await using file = await open(copy, "w+");
await file.write("one\ntwo\r\nthree");
await file.write(new Uint8Array([79]), 0);
console.log(new TextDecoder().decode(await file.read(3, 0)), (await file.stat()).size); // expect: One 14
await file.truncate(7);
await file.sync();
console.log(JSON.stringify(await readTextFile(copy)), await file.read()); // expect: "One\ntwo" null
{
  await using text = await open(copy);
  for await (const line of text.readLines()) console.log(line);
}
// expect: One
// expect: two
const writer = (await open(copy, "w")).writable.getWriter();
writer.write("text and ");
writer.write(new Uint8Array([98, 121, 116, 101, 115]));
await writer.close();
console.log(await readTextFile(copy)); // expect: text and bytes

const show = (promise) => promise.then(() => console.log("fulfilled"), (error) => console.log(error.name, error.code, error.syscall));
await show(open(folder.path + "/none")); // expect: Error ENOENT open
await show(readTextFile(folder.path)); // expect: Error EISDIR read
const closed = await open(path);
await closed.close();
await closed.close();
await show(closed.read()); // expect: Error EBADF undefined
await show(closed.readable.getReader().read()); // expect: Error EBADF undefined
const readOnly = await open(path);
await show(readOnly.writable.getWriter().write("a")); // expect: Error EBADF write
await readOnly.close();
