// However many arguments a callback is given, it gets all of them.
const many = Array.from({ length: 40 }, (_, i) => i);
const check = (name) => (...given) => console.log(name, given.length, given[39]);
function timeout(...given) {
  check("timeout")(...given);
  setImmediate(check("immediate"), ...many);
}
setTimeout(timeout, 1, ...many);
process.nextTick(check("tick"), ...many);
process.on("many", check("event"));
process.emit("many", ...many);
Array.prototype.slice = Function.prototype.apply = null; // nobody needs them
// expect: event 40 39
// expect: tick 40 39
// expect: timeout 40 39
// expect: immediate 40 39
