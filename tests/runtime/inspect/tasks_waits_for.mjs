// tasks() says what is waited for as well as can be known: whose call, which combinator, whose operation.
// node: mote:inspect is mote's
import { tasks } from "mote:inspect";
import { readFile } from "node:fs/promises";
const never = new Promise(() => {});
async function slow() { await never; }
const shared = slow();
async function call() { await slow(); }
async function promiseOfCall() { await shared; }
async function twice() { await shared; }
async function all() { await Promise.all([never, shared]); }
async function allSettled() { await Promise.allSettled([never]); }
async function any() { await Promise.any([never]); }
// (it resolves its promise as anybody would)
async function race() { await Promise.race([never]); }
async function host() { await readFile(import.meta.filename); }
const read = readFile(import.meta.filename);
async function promiseOfHost() { await read; }
async function chained() { await never.then(() => 1); }
async function thenable() { await { then(resolve) { thenable.kept = resolve; } }; }
for (const f of [call, promiseOfCall, twice, all, allSettled, any, race, host, promiseOfHost, chained, thenable]) f();
await 1, await 2, await 3; // the thenable has been asked
const rows = tasks().filter((row) => row.function !== "" && row.line !== 22).sort((a, b) => a.line - b.line);
for (const row of rows) console.log(row.function, row.waitsFor, row.count);
process.exit();
// expect: slow promise 2
// expect: call slow() 1
// expect: promiseOfCall slow() 1
// expect: twice slow() 1
// expect: all Promise.all 1
// expect: allSettled Promise.allSettled 1
// expect: any Promise.any 1
// expect: race promise 1
// expect: host readFile() 1
// expect: promiseOfHost readFile() 1
// expect: chained promise 1
// expect: thenable promise 1
