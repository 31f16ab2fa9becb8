// The attributes of each kind of event, and what they are by default.
const show = (event, ...names) => console.log(event[Symbol.toStringTag], ...names.map((name) => event[name]));
show(new CustomEvent("x"), "detail"); // expect: CustomEvent null
show(new CustomEvent("x", { detail: 5 }), "detail"); // expect: CustomEvent 5
const error = new Error("no");
show(new ErrorEvent("x"), "message", "filename", "lineno", "colno", "error"); // expect: ErrorEvent   0 0 undefined
show(new ErrorEvent("x", { message: "m", filename: "f", lineno: 3.7, colno: -1, error: 1 }), "message", "filename", "lineno", "colno", "error");
// expect: ErrorEvent m f 3 4294967295 1
show(new MessageEvent("x"), "data", "origin", "lastEventId", "source", "ports"); // expect: MessageEvent null   null []
const message = new MessageEvent("x", { data: [1], origin: "o", lastEventId: 7, ports: [] });
show(message, "data", "origin", "lastEventId", "ports"); // expect: MessageEvent [ 1 ] o 7 []
console.log(Object.isFrozen(message.ports), message.ports === message.ports); // expect: true true
const promise = Promise.resolve();
show(new PromiseRejectionEvent("x", { promise, reason: 1 }), "promise", "reason"); // expect: PromiseRejectionEvent Promise { undefined } 1
show(new CloseEvent("x"), "wasClean", "code", "reason"); // expect: CloseEvent false 0 
show(new CloseEvent("x", { wasClean: 1, code: 65537, reason: "r" }), "wasClean", "code", "reason"); // expect: CloseEvent true 1 r
show(new ProgressEvent("x", { lengthComputable: true, loaded: 1, total: 2 }), "lengthComputable", "loaded", "total"); // expect: ProgressEvent true 1 2
console.log(new CloseEvent("x") instanceof Event, Event.AT_TARGET, Event.prototype.BUBBLING_PHASE); // expect: true 2 3
const event = new Event("x");
console.log(event.timeStamp <= performance.now(), event.timeStamp > 0); // expect: true true
console.log(Object.keys(event)); // expect: [ 'isTrusted' ]
