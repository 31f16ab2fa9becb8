// Misuse is a TypeError that names what is wrong.
for (const wrong of [
  () => new AbortSignal(),
  () => AbortSignal.timeout(),
  () => AbortSignal.timeout(-1),
  () => AbortSignal.timeout(NaN),
  () => AbortSignal.any(),
  () => AbortSignal.any(1),
  () => AbortSignal.any([new EventTarget()]),
  () => AbortSignal.any({}),
  () => AbortController.prototype.abort.call({}),
])
  try {
    wrong();
    console.log("nothing was thrown");
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
// expect: TypeError ERR_ILLEGAL_CONSTRUCTOR Illegal constructor
// expect: TypeError ERR_MISSING_ARGS Failed to execute 'timeout' on 'AbortSignal': 1 argument required, but only 0 present.
// expect: TypeError ERR_OUT_OF_RANGE Failed to execute 'timeout' on 'AbortSignal': -1 is not an integer from 0 to 2 ** 53 - 1
// expect: TypeError ERR_OUT_OF_RANGE Failed to execute 'timeout' on 'AbortSignal': NaN is not an integer from 0 to 2 ** 53 - 1
// expect: TypeError ERR_MISSING_ARGS Failed to execute 'any' on 'AbortSignal': 1 argument required, but only 0 present.
// expect: TypeError ERR_INVALID_ARG_TYPE The "signals" argument must be an iterable of AbortSignals.
// expect: TypeError ERR_INVALID_ARG_TYPE The "signals[0]" argument must be an instance of AbortSignal.
// expect: TypeError ERR_INVALID_ARG_TYPE The "signals" argument must be an iterable of AbortSignals.
// expect: TypeError undefined Cannot read private member #signal from an object whose class did not declare it
