// Misuse is a TypeError that names what is wrong.
const target = new EventTarget();
for (const wrong of [
  () => new Event(),
  () => new Event("x", 1),
  () => Event("x"),
  () => new PromiseRejectionEvent("x"),
  () => new PromiseRejectionEvent("x", {}),
  () => new MessageEvent("x", { ports: 1 }),
  () => target.addEventListener("x"),
  () => target.addEventListener("x", 1),
  () => target.addEventListener("x", () => {}, { signal: null }),
  () => target.removeEventListener("x"),
  () => target.dispatchEvent(),
  () => target.dispatchEvent({ type: "x" }),
])
  try {
    wrong();
    console.log("nothing was thrown");
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
// expect: TypeError ERR_MISSING_ARGS Failed to construct 'Event': 1 argument required, but only 0 present.
// expect: TypeError ERR_INVALID_ARG_TYPE The "options" argument must be an object
// expect: TypeError undefined Class constructor Event cannot be invoked without 'new'
// expect: TypeError ERR_MISSING_ARGS Failed to construct 'PromiseRejectionEvent': 2 arguments required, but only 1 present.
// expect: TypeError undefined PromiseRejectionEvent constructor: promise is required
// expect: TypeError undefined MessageEvent constructor: ports must be a sequence
// expect: TypeError ERR_MISSING_ARGS Failed to execute 'addEventListener' on 'EventTarget': 2 arguments required, but only 1 present.
// expect: TypeError ERR_INVALID_ARG_TYPE The "listener" argument must be a function or an object.
// expect: TypeError ERR_INVALID_ARG_TYPE The "options.signal" property must be an instance of AbortSignal.
// expect: TypeError ERR_MISSING_ARGS Failed to execute 'removeEventListener' on 'EventTarget': 2 arguments required, but only 1 present.
// expect: TypeError ERR_MISSING_ARGS Failed to execute 'dispatchEvent' on 'EventTarget': 1 argument required, but only 0 present.
// expect: TypeError ERR_INVALID_ARG_TYPE The "event" argument must be an instance of Event.
