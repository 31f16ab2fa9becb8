import * as ns from "./namespace-define-property.mjs";
export let value = 1;
const define = (key, d) => Reflect.defineProperty(ns, key, d);
console.log(define("value", {}), define("value", { value: 1, writable: true, enumerable: true, configurable: false })); // expect: true true
console.log(define("value", { value: 2 }), define("value", { writable: false }), define("value", { enumerable: false })); // expect: false false false
console.log(define("value", { configurable: true }), define("value", { get() {} }), define("other", {})); // expect: false false false
console.log(define(Symbol.toStringTag, { value: "Module" }), define(Symbol.toStringTag, { value: "x" })); // expect: true false
