// The lists of an emitter, as programs that look inside see them; classes of the old style.
const EventEmitter = require("events");
const { inherits } = require("util");
function Old() {}
inherits(Old, EventEmitter);
const old = new Old();
console.log(old.emit("x"), old.listenerCount("x"), old.on("x", function f() {}) === old, old._events);
// expect: false 0 true [Object: null prototype] { x: [Function: f] }
const e = new EventEmitter();
console.log(e);
// expect: EventEmitter {
// expect:   _events: [Object: null prototype] {},
// expect:   _eventsCount: 0,
// expect:   _maxListeners: undefined,
// expect:   [Symbol(shapeMode)]: false,
// expect:   [Symbol(kCapture)]: false
// expect: }
function a() { console.log("a"); e.off("go", b); }
function b() { console.log("b"); }
e.on("removeListener", (name, f) => console.log("removed", name, f.name));
e.on("go", a).on("go", b);
console.log(typeof e._events.go, e._eventsCount); // expect: object 2
e.emit("go");
// expect: a
// expect: removed go b
// expect: b
console.log(typeof e._events.go); // expect: function
e.on("go", b).removeAllListeners("go");
// expect: removed go b
// expect: removed go a
e.removeAllListeners();
console.log(e.eventNames()); // expect: []
try { e.on("x", 5); } catch (error) { console.log(error.message, error.stack.split("\n")[0]); }
// expect: The "listener" argument must be of type function. Received type number (5) TypeError [ERR_INVALID_ARG_TYPE]: The "listener" argument must be of type function. Received type number (5)
try { e.emit("error", { a: 1 }); } catch (error) { console.log(error.message, error.context); }
// expect: Unhandled error. ({ a: 1 }) { a: 1 }
class Mine extends EventEmitter {}
console.log(new Mine() instanceof EventEmitter, EventEmitter.call({ q: 1 })); // expect: true undefined
console.log(EventEmitter.defaultMaxListeners, e.setMaxListeners(3).getMaxListeners()); // expect: 10 3
