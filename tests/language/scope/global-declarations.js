// flags: --script
// node: Node has no such option
var viaVar = 1;
let viaLet = 2;
function viaFunction() {}
console.log(globalThis.viaVar, globalThis.viaLet, typeof globalThis.viaFunction); // expect: 1 undefined function
console.log(this === globalThis); // expect: true
console.log(Object.getOwnPropertyDescriptor(globalThis, "viaVar").configurable); // expect: false
