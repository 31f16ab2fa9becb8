const vm = require("vm");
console.log(vm.runInThisContext("var made = 20; made + 1"), made); // expect: 21 20
const script = new vm.Script("'use strict'; typeof made + (globalThis.n = (globalThis.n ?? 0) + 1)", { filename: "s.js" });
console.log(script.runInThisContext(), script.runInThisContext()); // expect: number1 number2
try { new vm.Script("let 1"); } catch (error) { console.log(error.name); } // expect: SyntaxError
try { new vm.Script("export let a"); } catch (error) { console.log(error.name); } // expect: SyntaxError
try { vm.runInThisContext("null.x", "named.js"); } catch (error) { console.log(/named\.js:1:/.test(error.stack)); } // expect: true
