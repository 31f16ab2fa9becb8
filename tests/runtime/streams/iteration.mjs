const source = (cancel) => new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); c.enqueue(3); c.close(); }, cancel });
for await (const chunk of source((reason) => console.log("cancelled", reason))) { console.log(chunk); break; } // expect: 1
// expect: cancelled undefined
// leaving the loop early cancels, unless the program says otherwise; a stream that is read to its end is unlocked
const open = new ReadableStream({ pull(c) { c.enqueue("a"); }, cancel(reason) { console.log("cancelled", reason); } });
for await (const chunk of open) break; // expect: cancelled undefined
const kept = new ReadableStream({ pull(c) { c.enqueue("a"); }, cancel() { console.log("cancelled"); } });
for await (const chunk of kept.values({ preventCancel: true })) break;
console.log(kept.locked, (await kept.getReader().read()).value); // expect: false a
const all = source();
console.log(await Array.fromAsync(all), all.locked); // expect: [ 1, 2, 3 ] false

// calls of next() and return() wait for each other
const it = source().values();
console.log(await Promise.all([it.next(), it.next(), it.return("end"), it.next(), it.return("again")]));
// expect: [
// expect:   { value: 1, done: false },
// expect:   { value: 2, done: false },
// expect:   { value: 'end', done: true },
// expect:   { value: undefined, done: true },
// expect:   { value: 'again', done: true }
// expect: ]
const failing = new ReadableStream({ pull() { throw "bad"; } });
try { for await (const chunk of failing); } catch (e) { console.log(e, failing.locked); } // expect: bad false

const proto = Object.getPrototypeOf(it);
console.log(Object.getOwnPropertyNames(proto).join(), proto[Symbol.toStringTag], Symbol.asyncIterator in proto, ReadableStream.prototype[Symbol.asyncIterator] === ReadableStream.prototype.values);
// expect: next,return ReadableStream AsyncIterator true true
console.log(await proto.next.call({}).catch((e) => e.name), await proto.return.call(undefined).catch((e) => e.name)); // expect: TypeError TypeError
