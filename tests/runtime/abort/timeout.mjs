// AbortSignal.timeout aborts with a TimeoutError; its listener keeps the signal, but not the process.
AbortSignal.timeout(10).addEventListener("abort", (event) => {
  const { reason } = event.target;
  console.log(reason.name, reason.code, reason.message); // expect: TimeoutError 23 The operation was aborted due to timeout
});
const silent = AbortSignal.timeout(10);
const any = AbortSignal.any([AbortSignal.timeout(15), AbortSignal.timeout(1e9)]);
AbortSignal.timeout(2 ** 40);
await new Promise((resolve) => setTimeout(resolve, 60));
console.log(silent.aborted, any.reason?.name); // expect: true TimeoutError
AbortSignal.timeout(5).onabort = () => console.log("the process does not wait for this");
