// SPDX-License-Identifier: MIT
// Streams in lists of transfers: what goes through, how errors, closing and back-pressure do, and what is refused.
const send = (stream) => structuredClone(stream, { transfer: [stream] });
const failure = (promise) => promise.then(() => "none", (error) => `${error.name ?? typeof error}: ${error.message ?? error}`);
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
const until = async (test) => {
  while (!test()) await turn();
};

{ // a readable: chunks are copied, and asked for one by one
  let pulled = 0;
  const original = new ReadableStream({ pull(c) { pulled++; if (pulled <= 3) c.enqueue({ n: pulled }); else c.close(); } }, { highWaterMark: 0 });
  const sent = send(original);
  console.log(original.locked, sent instanceof ReadableStream, sent !== original, sent.locked); // expect: true true true false
  await until(() => pulled > 0);
  await turn();
  console.log("before any read:", pulled); // expect: before any read: 1
  const reader = sent.getReader();
  console.log(JSON.stringify(await reader.read())); // expect: {"value":{"n":1},"done":false}
  await until(() => pulled > 1);
  await turn();
  console.log("after one:", pulled); // expect: after one: 2
  console.log((await reader.read()).value.n, (await reader.read()).value.n, (await reader.read()).done); // expect: 2 3 true
  await reader.closed;
}
{ // errors go over, in both directions
  const error = new RangeError("broken");
  console.log(await failure(send(new ReadableStream({ start: (c) => c.error(error) })).getReader().read())); // expect: RangeError: broken
  console.log(await failure(send(new ReadableStream({ start: (c) => c.error(7) })).getReader().read())); // expect: number: 7
  let reason;
  const sent = send(new ReadableStream({ cancel: (r) => void (reason = r) }));
  await sent.cancel({ why: "enough" });
  await until(() => reason);
  console.log(reason); // expect: { why: 'enough' }
}
{ // chunks that cannot be cloned
  let reason;
  const sent = send(new ReadableStream({ pull: (c) => c.enqueue(() => 1), cancel: (r) => void (reason = r) }));
  console.log(await failure(sent.getReader().read())); // expect: DataCloneError: function could not be cloned.
  await until(() => reason);
  console.log(reason.name); // expect: DataCloneError
}
{ // a writable: back-pressure, closing
  const log = [];
  let go;
  const sent = send(new WritableStream({
    write(chunk) { log.push(chunk); return new Promise((resolve) => (go = resolve)); },
    close() { log.push("close"); },
  }));
  const writer = sent.getWriter();
  const writes = ["a", "b", "c", "d"].map((chunk) => writer.write(chunk).then(() => log.push(chunk + "!")));
  await until(() => log.length > 1);
  await turn();
  console.log(log.join(), writer.desiredSize); // expect: a!,a -2
  const closed = writer.close();
  while (!log.includes("close")) { go(); await turn(); }
  await Promise.all([closed, ...writes]);
  console.log(log.join()); // expect: a!,a,b!,b,c!,c,d!,d,close
}
{ // abort of a writable, and its error
  let reason;
  const writer = send(new WritableStream({ abort: (r) => void (reason = r) })).getWriter();
  await writer.abort(new TypeError("stop"));
  await until(() => reason);
  console.log(String(reason)); // expect: TypeError: stop
  const bad = send(new WritableStream({ write() { throw new RangeError("full"); } })).getWriter();
  bad.closed.catch(() => {});
  await failure(bad.write("x"));
  await turn();
  console.log(await failure(bad.closed)); // expect: RangeError: full
  const closing = send(new WritableStream({})).getWriter();
  console.log(await failure(closing.write(Symbol()))); // expect: DataCloneError: Symbol() could not be cloned.
}
{ // a transform
  const upper = new TransformStream({ transform: (chunk, c) => c.enqueue(chunk.toUpperCase()) });
  const sent = send(upper);
  console.log(sent instanceof TransformStream, upper.readable.locked, upper.writable.locked); // expect: true true true
  const out = ReadableStream.from(["one", "two"]).pipeThrough(sent);
  console.log((await Array.fromAsync(out)).join()); // expect: ONE,TWO
}
{ // a sent stream can be sent again, with others and ports
  const { port1, port2 } = new MessageChannel();
  const twice = send(send(ReadableStream.from([1, 2])));
  const all = structuredClone({ twice, list: [twice], port2 }, { transfer: [twice, port2] });
  console.log(all.list[0] === all.twice, (await Array.fromAsync(all.twice)).join()); // expect: true 1,2
  port1.close();
}
{ // what is refused
  const tries = {
    unlisted: () => structuredClone(new ReadableStream()),
    locked() { const s = new ReadableStream(); s.getReader(); return send(s); },
    lockedWritable() { const s = new WritableStream(); s.getWriter(); return send(s); },
    lockedTransform() { const s = new TransformStream(); s.writable.getWriter(); return send(s); },
    fake: () => send(Object.create(ReadableStream.prototype)),
    fakeTransform: () => send(Object.create(TransformStream.prototype)),
    twice() { const s = new ReadableStream(); return structuredClone(s, { transfer: [s, s] }); },
  };
  for (const [name, run] of Object.entries(tries))
    try { run(); console.log(name, "sent"); } catch (error) { console.log(name, error.name); }
  // expect: unlisted DataCloneError
  // expect: locked DataCloneError
  // expect: lockedWritable DataCloneError
  // expect: lockedTransform DataCloneError
  // expect: fake DataCloneError
  // expect: fakeTransform DataCloneError
  // expect: twice DataCloneError
}
// Nobody reads this one: the program ends nevertheless.
send(ReadableStream.from([1, 2, 3]));
