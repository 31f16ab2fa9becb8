// node: V8 gives the calling function
function f() { return arguments.callee.caller; }
console.log(f(), f.arguments); // expect: undefined undefined
try { (function () { "use strict"; }).caller; } catch (error) { console.log(error.name); } // expect: TypeError
