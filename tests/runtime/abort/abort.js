// A controller aborts its signal once; by default with an AbortError.
const controller = new AbortController(), { signal } = controller;
console.log(signal === controller.signal, signal.aborted, signal.reason); // expect: true false undefined
signal.throwIfAborted();
signal.addEventListener("abort", (event) => console.log(event.type, event.target === signal, event.isTrusted));
signal.onabort = () => console.log("onabort", signal.aborted);
controller.abort();
// expect: abort true true
// expect: onabort true
controller.abort("again");
console.log(signal.reason.name, signal.reason.code, signal.reason.message); // expect: AbortError 20 This operation was aborted
try {
  signal.throwIfAborted();
} catch (error) {
  console.log(error === signal.reason); // expect: true
}
console.log(AbortSignal.abort(null).reason, AbortSignal.abort().reason.name, AbortSignal.abort().aborted); // expect: null AbortError true
const other = new AbortController();
other.abort(undefined);
console.log(other.signal.reason.name); // expect: AbortError
