// What nobody catches in the worker is an ErrorEvent here; the worker goes on.
const worker = new Worker(new URL("./_support/throws.mjs", import.meta.url), { type: "module" });
const failed = () => new Promise((resolve) => worker.addEventListener("error", resolve, { once: true }));
for (const what of ["error", "symbol", "reject"]) {
  worker.postMessage(what);
  const event = await failed();
  console.log(event instanceof ErrorEvent, event.message, event.filename.split("/").pop(), event.lineno, event.error?.name, event.error?.cause);
}
worker.postMessage("close");
console.log("closed", (await new Promise((resolve) => (worker.onclose = resolve))).code);
const missing = new Worker("/there/is/no/such.mjs");
{
  const { message, error } = await new Promise((resolve) => (missing.onerror = resolve));
  console.log(message, error.message);
}
const wrong = new Worker("data:text/javascript,let let", { type: "module" });
console.log((await new Promise((resolve) => (wrong.onerror = resolve))).message);
for (const f of [() => new Worker(), () => new Worker("x", { type: "other" }), () => new Worker("http://x/"), () => new Worker("x", 1), () => Worker("x")]) {
  try {
    f();
  } catch (error) {
    console.log(error.name, error.message);
  }
}
// expect: true Uncaught RangeError: thrown throws.mjs 4 RangeError why
// expect: true Uncaught [object Object]  0 undefined undefined
// expect: true Uncaught TypeError: rejected throws.mjs 3 TypeError undefined
// expect: closed 0
// expect: Uncaught Error: ENOENT: no such file or directory, open '/there/is/no/such.mjs' ENOENT: no such file or directory, open '/there/is/no/such.mjs'
// expect: Uncaught SyntaxError: Unexpected strict mode reserved word
// expect: TypeError Failed to construct 'Worker': 1 argument required, but only 0 present.
// expect: TypeError The "options.type" property must be 'classic' or 'module'. Received other
// expect: SecurityError A Worker cannot be loaded from 'http://x/'
// expect: TypeError The "options" argument must be an object
// expect: TypeError Class constructor Worker cannot be invoked without 'new'
