// unhandledrejection and rejectionhandled, with promise and reason.
addEventListener("unhandledrejection", (event) => {
  console.log(event.type, event.reason, event.promise === promise, event.cancelable);
  event.preventDefault();
});
onrejectionhandled = (event) => console.log(event.type, event.reason, event.cancelable);
const promise = Promise.reject("no");
setTimeout(() => promise.catch(() => {}), 1);
// expect: unhandledrejection no true true
// expect: rejectionhandled no false
setTimeout(() => {
  // Who handles it in the event is in time.
  onunhandledrejection = (event) => {
    event.promise.catch((reason) => console.log("handled", reason));
    event.preventDefault();
  };
  removeEventListener("unhandledrejection", onunhandledrejection);
  Promise.reject("late");
}, 5);
// expect: unhandledrejection late false true
// expect: handled late
