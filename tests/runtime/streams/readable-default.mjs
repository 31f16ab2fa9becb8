const rs = new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); console.log(c.desiredSize); c.close(); } }, { highWaterMark: 3 });
const reader = rs.getReader();
console.log(rs.locked, await reader.read(), await reader.read(), await reader.read(), await reader.closed);
// expect: 1
// expect: true { value: 1, done: false } { value: 2, done: false } { value: undefined, done: true } undefined

// pull is called when the queue wants more, never twice at a time
const log = [];
let n = 0;
const pulled = new ReadableStream({ async pull(c) { log.push(`pull ${++n}`); await null; c.enqueue(n); if (n === 3) c.close(); }, cancel(reason) { log.push(reason); } });
for await (const chunk of pulled) log.push(chunk);
console.log(log.join()); // expect: pull 1,pull 2,1,pull 3,2,3

// what pull throws errors the stream
const bad = new ReadableStream({ pull() { throw new Error("no more"); } }).getReader();
console.log(await bad.read().catch((e) => e.message), await bad.closed.catch((e) => e.message)); // expect: no more no more

// releasing a lock rejects what is being read
const quiet = new ReadableStream();
const first = quiet.getReader(), waiting = first.read(), closed = first.closed;
first.releaseLock();
console.log(await waiting.catch((e) => e.name), await closed.catch((e) => e.name), first.closed !== closed, quiet.locked); // expect: TypeError TypeError false false
console.log(await first.read().catch((e) => e.name), await first.cancel().catch((e) => e.name)); // expect: TypeError TypeError

// cancel
const canceled = new ReadableStream({ cancel(reason) { console.log("cancel", reason); return 5; } });
console.log(await canceled.cancel("why"), await canceled.cancel()); // expect: cancel why
// expect: undefined undefined
console.log(await new ReadableStream({ cancel() { throw 7; } }).cancel().catch((e) => e)); // expect: 7

// sizes
const sized = new ReadableStream({ start(c) { c.enqueue("abc"); console.log(c.desiredSize); try { c.enqueue("bad"); } catch (e) { console.log(e.name, c.desiredSize); } } },
  { highWaterMark: 10, size: (chunk) => chunk === "bad" ? -1 : chunk.length });
console.log(await sized.getReader().read().catch((e) => e.name));
// expect: 7
// expect: RangeError null
// expect: RangeError
